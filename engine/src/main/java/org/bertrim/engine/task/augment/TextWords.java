package org.bertrim.engine.task.augment;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.task.WordTokenizer;

/**
 * A text with its words.
 *
 * @param text the text
 * @param words its words, punctuation marks among them
 */
record TextWords(String text, List<Entry> words) {

    /**
     * One word.
     *
     * @param text as it stands in the text
     * @param form as the tokenizer writes it
     * @param pieces word pieces
     * @param start where it begins in the text
     */
    record Entry(String text, String form, int pieces, int start) {}

    /** Copies the list. */
    TextWords {
        words = List.copyOf(words);
    }

    static List<TextWords> of(List<String> texts, WordTokenizer tokenizer) {
        List<List<WordTokenizer.Word>> found = tokenizer.words(texts);
        List<TextWords> all = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            all.add(new TextWords(
                    text,
                    found.get(i).stream()
                            .filter(word -> word.end() > word.start())
                            .map(word -> new Entry(
                                    text.substring(word.start(), word.end()), word.form(), word.pieces(), word.start()))
                            .toList()));
        }
        return all;
    }

    /** The words as they stand in the text. */
    List<String> texts() {
        return words.stream().map(Entry::text).toList();
    }

    /** The text with other words in the places of its own; what stands between them stays. */
    String with(List<String> replaced) {
        StringBuilder changed = new StringBuilder(text.length() + 16);
        int at = 0;
        for (int i = 0; i < words.size(); i++) {
            Entry word = words.get(i);
            changed.append(text, at, word.start()).append(replaced.get(i));
            at = word.start() + word.text().length();
        }
        return changed.append(text, at, text.length()).toString();
    }
}
