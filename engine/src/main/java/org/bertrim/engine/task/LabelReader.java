package org.bertrim.engine.task;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the label column of a table into a number, or says that it is none of those the task has. */
interface LabelReader {

    /** The label of this text, empty if it is unknown. */
    Optional<Float> read(String text);

    /** What labels are possible, for messages. */
    String expected();

    /** Classes by the words that stand for them in the file, in the order of the class indices. */
    static LabelReader classes(List<String> words) {
        return new LabelReader() {
            @Override
            public Optional<Float> read(String text) {
                int index = words.indexOf(text);
                return index < 0 ? Optional.empty() : Optional.of((float) index);
            }

            @Override
            public String expected() {
                return String.join(", ", words);
            }
        };
    }

    /** Decimal numbers from {@code min} to {@code max}, both included. */
    static LabelReader values(double min, double max) {
        Pattern decimal = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
        return new LabelReader() {
            @Override
            public Optional<Float> read(String text) {
                if (!decimal.matcher(text).matches()) {
                    return Optional.empty();
                }
                float value = Float.parseFloat(text);
                return Float.isFinite(value) && value >= min && value <= max ? Optional.of(value) : Optional.empty();
            }

            @Override
            public String expected() {
                return min <= -Float.MAX_VALUE ? "a number" : "a number from " + min + " to " + max;
            }
        };
    }
}
