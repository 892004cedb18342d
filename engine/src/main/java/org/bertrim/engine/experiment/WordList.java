package org.bertrim.engine.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list of words in one line, as it is typed: separated by commas, also by those of Chinese; a word with a comma in
 * double quotes, in which two of them stand for one.
 */
public final class WordList {

    private static final char QUOTE = '"';

    private WordList() {}

    /** The words of a line; what is blank between commas is left out. */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            if (each == QUOTE && (quoted || word.toString().isBlank())) {
                boolean two = quoted && i + 1 < line.length() && line.charAt(i + 1) == QUOTE;
                if (two) {
                    word.append(QUOTE);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (each == ',' || each == '，')) {
                add(word, words);
            } else {
                word.append(each);
            }
        }
        add(word, words);
        return words;
    }

    private static void add(StringBuilder word, List<String> words) {
        String stripped = word.toString().strip();
        if (!stripped.isEmpty()) {
            words.add(stripped);
        }
        word.setLength(0);
    }

    /** The line that {@link #split} makes these words of. */
    public static String join(List<String> words) {
        return words.stream()
                .map(word -> word.indexOf(',') < 0 && word.indexOf('，') < 0 && word.indexOf(QUOTE) < 0
                        ? word
                        : QUOTE + word.replace("\"", "\"\"") + QUOTE)
                .collect(Collectors.joining(", "));
    }
}
