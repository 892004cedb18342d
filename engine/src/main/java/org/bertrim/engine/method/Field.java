package org.bertrim.engine.method;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes one setting of an experiment: enough to validate it, to draw its control, to print it and to explain it.
 *
 * @param key dotted path below the object that is described, e.g. {@code stages.width.learningRate}
 * @param kind what values it takes
 * @param unit unit of the value, empty if it has none
 * @param min smallest value (of each element for lists), null for kinds without a range
 * @param max largest value, likewise
 * @param minExclusive whether {@code min} itself is refused
 * @param scale how a slider should space the values
 * @param defaultValue what is used where the file is silent: Long, Double, Boolean, String, {@code List<Double>}, for {@link Kind#TASKS}
 *     {@code List<String>}, or null where the field may stay open (it then inherits, as the explanation says)
 * @param choices the words a {@link Kind#CHOICE} or the elements of {@link Kind#WORDS} may take, and forms such as {@code run:ID} for any name
 *     and {@code x:FILE} for any path behind the colon; words that a {@link Kind#TEXT} is likely to be; else empty
 * @param source where in the paper or the authors' code the default stands
 */
public record Field(
        String key,
        Kind kind,
        String unit,
        @Nullable Double min,
        @Nullable Double max,
        boolean minExclusive,
        Scale scale,
        @Nullable Object defaultValue,
        List<String> choices,
        String source) {

    /** Unit of a share that keeps whole attention heads of the teacher, by {@link org.bertrim.engine.model.Subnetwork}'s rule. */
    public static final String OF_HEADS = "share of heads";
    /** Unit of a share that keeps whole layers of the teacher. */
    public static final String OF_LAYERS = "share of layers";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String FILE = ":FILE";

    /** The kinds of values. */
    public enum Kind {
        /** A whole number. */
        INTEGER,
        /** A decimal number. */
        DECIMAL,
        /** One of a few words. */
        CHOICE,
        /** true or false. */
        FLAG,
        /** A non-empty list of distinct decimal numbers. */
        DECIMALS,
        /** A list, possibly empty, of distinct sources of tasks, none of them the experiment's own. */
        TASKS,
        /** A text on one line; the choices are offered, others are taken as well. */
        TEXT,
        /** A column of a table: its name, its number counted from 1, or false for none. */
        COLUMN,
        /** The path of a file; a relative one begins at the experiment file's folder. */
        FILE,
        /** A non-empty list of distinct words, of the choices where there are any; numbers count as words. */
        WORDS
    }

    /** Spacing of values on a slider. */
    public enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    /** Checks that the description is complete. */
    public Field {
        Objects.requireNonNull(key);
        choices = List.copyOf(choices);
    }

    /** Key of the field's short name in the text bundles. */
    public String nameKey(String owner) {
        return "field." + owner + "." + key + ".name";
    }

    /** Key of the field's explanation in the text bundles. */
    public String explanationKey(String owner) {
        return "field." + owner + "." + key + ".explanation";
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Field integer(String key, String unit, long min, long max, @Nullable Long value, String source) {
        return new Field(
                key, Kind.INTEGER, unit, (double) min, (double) max, false, Scale.LINEAR, value, List.of(), source);
    }

    /** A decimal number from {@code min} to {@code max}, both included. */
    public static Field decimal(String key, String unit, double min, double max, @Nullable Double value, String source) {
        return new Field(key, Kind.DECIMAL, unit, min, max, false, Scale.LINEAR, value, List.of(), source);
    }

    /** A positive decimal number that spans decades, such as a learning rate. */
    public static Field logarithmic(String key, String unit, double min, double max, @Nullable Double value, String source) {
        return new Field(key, Kind.DECIMAL, unit, min, max, false, Scale.LOGARITHMIC, value, List.of(), source);
    }

    /**
     * The same field with its values spaced by decades, e.g. for counts and weights that span some. Where the range begins at 0, a slider is
     * linear near 0 and logarithmic above.
     */
    public Field byDecades() {
        return new Field(
                key, kind, unit, min, max, minExclusive, Scale.LOGARITHMIC, defaultValue, choices, source);
    }

    /** Whether one of {@link #choices} is a form that stands for many words. */
    public static boolean isForm(String choice) {
        return choice.indexOf(':') >= 0;
    }

    /** The choice that a word is, or whose form it has; the word itself where there is none. */
    public String choiceOf(String word) {
        return choices.stream()
                .filter(each -> each.equals(word) || isForm(each) && hasForm(word, each))
                .findFirst()
                .orElse(word);
    }

    private static boolean hasForm(String word, String form) {
        String prefix = form.substring(0, form.indexOf(':') + 1);
        String rest = word.startsWith(prefix) ? word.substring(prefix.length()) : "";
        return form.endsWith(FILE) ? !rest.isBlank() : NAME.matcher(rest).matches();
    }

    /** Tasks beside the experiment's own. */
    public static Field tasks(String key, String source) {
        return new Field(key, Kind.TASKS, "", null, null, false, Scale.LINEAR, List.of(), List.of(), source);
    }

    /** One of {@code choices}. */
    public static Field choice(String key, List<String> choices, String value, String source) {
        return new Field(key, Kind.CHOICE, "", null, null, false, Scale.LINEAR, value, choices, source);
    }

    /** One of {@code choices}, left open where nothing is said. */
    public static Field openChoice(String key, List<String> choices) {
        return open(key, Kind.CHOICE, choices);
    }

    /** A setting without a range or a default. */
    public static Field open(String key, Kind kind, List<String> choices) {
        return new Field(key, kind, "", null, null, false, Scale.LINEAR, null, choices, "");
    }

    /** A switch. */
    public static Field flag(String key, boolean value, String source) {
        return new Field(key, Kind.FLAG, "", null, null, false, Scale.LINEAR, value, List.of(), source);
    }

    /**
     * Shares above 0 and up to 1, such as width multipliers.
     *
     * @param unit what they are shares of: {@link #OF_HEADS} and {@link #OF_LAYERS} tell a form to offer whole heads and layers only
     */
    public static Field shares(String key, String unit, List<Double> value, String source) {
        return new Field(key, Kind.DECIMALS, unit, 0.0, 1.0, true, Scale.LINEAR, value, List.of(), source);
    }
}
