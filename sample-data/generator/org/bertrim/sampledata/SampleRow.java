package org.bertrim.sampledata;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of a sample task.
 *
 * @param first the sentence, or the first of two
 * @param second the second sentence of a pair
 * @param label the label's name
 * @param template id of the pattern the row was made from; not part of the file
 */
record SampleRow(String first, @Nullable String second, String label, String template) {

    /** The row's text in lower case without punctuation: two rows with the same key are the same row to a reader. */
    String key() {
        return second == null ? normalised(first) : normalised(first) + " / " + normalised(second);
    }

    String line() {
        return second == null ? first + "\t" + label : first + "\t" + second + "\t" + label;
    }

    static String normalised(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} ]", "").replaceAll("\\s+", " ").strip();
    }
}
