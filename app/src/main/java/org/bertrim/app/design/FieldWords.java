package org.bertrim.app.design;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.function.Supplier;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.experiment.FieldTexts;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.jspecify.annotations.Nullable;

/** What is written beside a field: name, explanation, range, source, and problems in the user's language. */
final class FieldWords {

    private final Texts texts;
    private final FieldTexts fieldTexts;
    private final String owner;
    private final Field field;

    FieldWords(Texts texts, FieldTexts fieldTexts, String owner, Field field) {
        this.texts = texts;
        this.fieldTexts = fieldTexts;
        this.owner = owner;
        this.field = field;
    }

    /** The short name; the key where a method came without texts. */
    String name() {
        return or(() -> fieldTexts.name(owner, field), field.key());
    }

    String explanation() {
        return or(() -> fieldTexts.explanation(owner, field), "");
    }

    String choice(String word) {
        boolean flag = field.kind() == Field.Kind.FLAG;
        if (flag && word.equals("true")) {
            return texts.get("design.yes");
        }
        if (word.equals("false") && (flag || field.kind() == Field.Kind.COLUMN)) {
            return texts.get(flag ? "design.no" : "design.no-column");
        }
        return field.choices().contains(word) ? or(() -> fieldTexts.choice(owner, field, word), word) : word;
    }

    /** What stands in a field that is left open. */
    String open() {
        return texts.get("design.open");
    }

    /** What stands in a field that is left open where it is known what is used then. */
    String guessed(String what) {
        return texts.get("design.guessed", what);
    }

    String unit() {
        return or(() -> fieldTexts.unit(field), field.unit());
    }

    /** Where in a paper or in released code the default stands; empty if nowhere. */
    String source() {
        return field.source();
    }

    /** Both ends of the range with the unit, and whether the scale is logarithmic; empty where there are no ends. */
    String range() {
        boolean logarithmic = field.scale() == Field.Scale.LOGARITHMIC && field.kind() != Field.Kind.DECIMALS;
        return logarithmic && !ends().isEmpty()
                ? ends() + texts.get("design.separator") + texts.get("design.logarithmic")
                : ends();
    }

    private String ends() {
        if (field.min() == null || field.max() == null) {
            return "";
        }
        String ends = texts.get(
                field.minExclusive() ? "design.range-above" : "design.range",
                Numbers.setting(field.min()),
                field.max() < 1e6
                        ? Numbers.setting(field.max())
                        : String.format(Locale.ROOT, "%.1e", field.max()).replaceAll("e\\+0?", "e"));
        return unit().isEmpty() ? ends : ends + " " + unit();
    }

    /** The default as a text, or that the field may stay open. */
    String standard() {
        Object value = field.defaultValue();
        if (value == null) {
            return texts.get("design.open");
        }
        if (value instanceof String word) {
            return choice(word);
        }
        if (value instanceof Number number) {
            return Numbers.setting(number.doubleValue());
        }
        if (value instanceof Boolean flag) {
            return texts.get(flag ? "design.on" : "design.off");
        }
        return value.toString().replaceAll("[\\[\\]]", "");
    }

    /** Everything, for a tooltip. */
    String tooltip() {
        StringBuilder text = new StringBuilder(explanation());
        if (!range().isEmpty()) {
            line(text, texts.get("design.tooltip-range", range()));
        }
        line(text, texts.get("design.tooltip-default", standard()));
        if (!source().isEmpty()) {
            line(text, texts.get("design.tooltip-source", source()));
        }
        line(text, texts.get("design.tooltip-key", owner + "." + field.key()));
        return text.toString();
    }

    /** A problem in words: for numbers out of range the range, else what the engine says. */
    String problem(FieldProblem problem) {
        boolean own = problem.path().endsWith(field.key());
        return switch (problem.kind()) {
            case WHOLE_NUMBER -> own ? texts.get("design.problem-whole", ends()) : ProblemWords.of(texts, problem);
            case NUMBER -> own ? texts.get("design.problem-number", ends()) : ProblemWords.of(texts, problem);
            case CHOICE, CHOICE_NEAR -> own
                    ? texts.get("design.problem-choice", String.join(texts.get("design.separator"), field.choices()))
                    : ProblemWords.of(texts, problem);
            case OTHER -> problem.value() + ": " + problem.allowed();
            default -> ProblemWords.of(texts, problem);
        };
    }

    private static void line(StringBuilder text, @Nullable String line) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(line);
    }

    private static String or(Supplier<String> text, String otherwise) {
        try {
            return text.get();
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }
}
