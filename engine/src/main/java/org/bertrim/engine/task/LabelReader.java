package org.bertrim.engine.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the label column of a table into a number, or says that it is none of those the task has. */
interface LabelReader {

    /** More classes than this are not listed in a message. */
    int MOST_NAMED = 20;

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

    /**
     * Classes by the words that stand for them in the file or by what people call them.
     *
     * @param words in the order of the class indices
     * @param names in the same order; a name that is a word too is that word's class
     */
    static LabelReader classes(List<String> words, List<String> names) {
        Map<String, Float> classes = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            classes.put(words.get(i), (float) i);
        }
        for (int i = 0; i < names.size(); i++) {
            classes.putIfAbsent(names.get(i), (float) i);
        }
        return new LabelReader() {
            @Override
            public Optional<Float> read(String text) {
                return Optional.ofNullable(classes.get(text));
            }

            @Override
            public String expected() {
                String first = String.join(", ", words.subList(0, Math.min(MOST_NAMED, words.size())));
                return words.size() > MOST_NAMED ? first + ", … (" + words.size() + " in all)" : first;
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
