package org.bertrim.engine.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bertrim.engine.experiment.FieldTexts;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.SharedFields;

/** Prints the settings of an experiment from their descriptions: range, unit, default, what they do, source. */
final class SettingsReference {

    private final Terminal terminal;
    private final FieldTexts texts = FieldTexts.of(Locale.ENGLISH);

    SettingsReference(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Method<?> method) {
        Texts.wrap(texts.method(method.type()) + ": " + texts.methodExplanation(method.type()), "")
                .forEach(terminal::line);
        section("method", method.type(), method.fields());
        section("teacher", "teacher", SharedFields.teacher());
        section("task", "task", SharedFields.task());
        section("task", "task", SharedFields.table());
        section("augmentation", "augmentation", SharedFields.augmentation());
        section("training", "training", SharedFields.training());
        section("", "experiment", SharedFields.machine());
    }

    private void section(String object, String owner, List<Field> fields) {
        for (Field field : fields) {
            String path = object.isEmpty() ? field.key() : object + "." + field.key();
            terminal.line("");
            terminal.line(path + " (" + facts(field, texts.unit(field)) + ")");
            Texts.wrap(texts.explanation(owner, field), "    ").forEach(terminal::line);
            if (!field.source().isEmpty()) {
                Texts.wrap("Source: " + field.source(), "    ").forEach(terminal::line);
            }
        }
    }

    private static String facts(Field field, String unit) {
        String values = switch (field.kind()) {
            case INTEGER -> "whole number " + range(field);
            case DECIMAL -> "number " + range(field);
            case DECIMALS -> "list of numbers " + range(field);
            case CHOICE -> String.join(", ", field.choices());
            case FLAG -> "true, false";
            case TASKS -> "list of tasks, each sample:NAME, glue:FOLDER or table:FILE";
            case TEXT -> field.choices().isEmpty() ? "text" : String.join(", ", field.choices()) + " or another text";
            case COLUMN -> "name or number of a column, or false for none";
            case FILE -> "path of a file";
            case WORDS -> "list of " + (field.choices().isEmpty() ? "words" : String.join(", ", field.choices()));
        };
        String chosen = field.defaultValue() == null ? "no default" : "default " + value(field.defaultValue());
        return values + (unit.isEmpty() ? "" : " " + unit) + "; " + chosen;
    }

    private static String range(Field field) {
        if (field.min() == null || field.max() == null) {
            return "";
        }
        String from = field.minExclusive() ? "above " : "from ";
        return from + Texts.number(field.min()) + " to " + Texts.number(field.max());
    }

    private static String value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(SettingsReference::value).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Double number ? Texts.number(number) : value.toString();
    }
}
