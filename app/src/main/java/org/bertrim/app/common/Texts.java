package org.bertrim.app.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words on the screen in one language. The part of a key before its first dot names the bundle it lies in:
 * {@code runs.title} is in {@code i18n/runs.properties} and, in Chinese, {@code i18n/runs_zh.properties}.
 */
public final class Texts {

    private final Locale locale;
    private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();

    private Texts(Locale locale) {
        this.locale = locale;
    }

    /** Texts in the language of a locale: English where there is no translation into it. */
    public static Texts of(Locale locale) {
        return new Texts(locale);
    }

    public Locale locale() {
        return locale;
    }

    /**
     * A text with its places filled in by {@link MessageFormat}; an apostrophe is written twice in the bundle only where the text
     * has places.
     *
     * @throws java.util.MissingResourceException if there is no such bundle or key
     */
    public String get(String key, Object... arguments) {
        String pattern = bundle(key.substring(0, Math.max(0, key.indexOf('.')))).getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    /** A whole bundle, for views described in FXML. */
    public ResourceBundle bundle(String name) {
        return bundles.computeIfAbsent(name, wanted -> ResourceBundle.getBundle(
                "i18n." + wanted,
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }
}
