package org.bertrim.engine.experiment;

import java.util.Locale;
import java.util.ResourceBundle;
import org.bertrim.engine.method.Field;

/**
 * Names and explanations of settings in the user's language: the bundle {@code i18n/fields}, English where a language
 * is not there. Owners of fields are {@code teacher}, {@code task}, {@code augmentation}, {@code training},
 * {@code experiment} and the types of the methods.
 */
public final class FieldTexts {

    private static final String BUNDLE = "i18n.fields";

    private final ResourceBundle bundle;

    private FieldTexts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts in one language. */
    public static FieldTexts of(Locale locale) {
        // Without this control an English user of a Chinese computer would get Chinese: Java prefers the default
        // locale's bundle.
        ResourceBundle.Control control =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return new FieldTexts(ResourceBundle.getBundle(BUNDLE, locale, FieldTexts.class.getClassLoader(), control));
    }

    /** The short name of a field, for a form's label. */
    public String name(String owner, Field field) {
        return bundle.getString(field.nameKey(owner));
    }

    /** What a field does, in one or two sentences. */
    public String explanation(String owner, Field field) {
        return bundle.getString(field.explanationKey(owner));
    }

    /** The short name of what no description holds: {@code teacher source}, {@code experiment seeds} and their like. */
    public String name(String owner, String key) {
        return bundle.getString("field." + owner + "." + key + ".name");
    }

    /** What it does. */
    public String explanation(String owner, String key) {
        return bundle.getString("field." + owner + "." + key + ".explanation");
    }

    /** The name of a method. */
    public String method(String type) {
        return bundle.getString("method." + type + ".name");
    }

    /** What a method does, in one or two sentences. */
    public String methodExplanation(String type) {
        return bundle.getString("method." + type + ".explanation");
    }

    /** What one of a field's choices, or a word of its form, means. */
    public String choice(String owner, Field field, String word) {
        return bundle.getString(choiceKey(owner, field, word));
    }

    /** The field's unit, empty if it has none. */
    public String unit(Field field) {
        return field.unit().isEmpty() ? "" : bundle.getString(unitKey(field));
    }

    static String choiceKey(String owner, Field field, String word) {
        String choice = field.choiceOf(word);
        return "field." + owner + "." + field.key() + ".choice."
                + (Field.isForm(choice) ? choice.substring(0, choice.indexOf(':')) : choice);
    }

    static String unitKey(Field field) {
        return "unit." + field.unit().replace(' ', '-');
    }
}
