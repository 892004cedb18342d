package org.bertrim.app.design;

import java.util.List;
import java.util.MissingResourceException;
import org.bertrim.engine.experiment.FieldTexts;
import org.bertrim.engine.method.Method;

/** A method that can be chosen; one that came without texts is called by its type. */
record MethodChoice(String type, String name, String explanation) {

    static List<MethodChoice> of(List<Method<?>> methods, FieldTexts texts) {
        return methods.stream()
                .map(method -> new MethodChoice(
                        method.type(), text(texts, method.type(), false), text(texts, method.type(), true)))
                .toList();
    }

    private static String text(FieldTexts texts, String type, boolean explanation) {
        try {
            return explanation ? texts.methodExplanation(type) : texts.method(type);
        } catch (MissingResourceException e) {
            return explanation ? "" : type;
        }
    }
}
