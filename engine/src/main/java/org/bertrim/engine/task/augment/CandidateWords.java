package org.bertrim.engine.task.augment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.bertrim.engine.task.augment.MaskedWords.Counting;
import org.bertrim.engine.task.augment.MaskedWords.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where likely words come from: a masked language model for words of one piece, neighbours by vectors for words of several, and
 * neighbours for all of them where there is no such model.
 */
public final class CandidateWords implements AutoCloseable {

    private final @Nullable MaskedWords masked;
    private final @Nullable WordNeighbours neighbours;
    private final int count;

    /**
     * Takes over the neighbours.
     *
     * @param masked says which words of one piece are likely at a place; null to take neighbours for these as well
     * @param neighbours knows the nearest words; null leaves words of several pieces as they are
     * @param count how many likely words are looked at
     */
    public CandidateWords(@Nullable MaskedWords masked, @Nullable WordNeighbours neighbours, int count) {
        if (masked == null && neighbours == null) {
            throw new IllegalArgumentException("no source of words");
        }
        this.masked = masked;
        this.neighbours = neighbours;
        this.count = count;
    }

    /** Whether a language model is asked, which takes its time. */
    boolean asksModel() {
        return masked != null;
    }

    /** Whether the likely words at this word depend on the words around it. */
    boolean inContext(TextWords.Entry word) {
        return masked != null && word.pieces() == 1;
    }

    /** The likely words at each place. */
    List<List<String>> at(List<Place> places, Counting counting) {
        if (places.isEmpty()) {
            return List.of();
        }
        if (masked == null) {
            throw new IllegalStateException("there is no masked language model");
        }
        return masked.candidates(places, count, counting);
    }

    /** Looks the neighbours of all these words up at once. */
    void prepare(Collection<TextWords.Entry> words) {
        if (neighbours != null) {
            neighbours.prepare(words.stream()
                    .filter(word -> !inContext(word))
                    .map(TextWords.Entry::form)
                    .toList());
        }
    }

    /** The neighbours of a word, written like it with a capital letter; empty if nothing is known about it. */
    List<String> near(TextWords.Entry word) {
        if (neighbours == null) {
            return List.of();
        }
        List<String> found = neighbours.of(word.form());
        if (!title(word.text())) {
            return found;
        }
        List<String> titled = new ArrayList<>(found.size());
        found.forEach(each -> titled.add(titled(each)));
        return titled;
    }

    /** Of everything that the answers depend on. */
    String fingerprint() {
        return (masked == null ? "" : masked.fingerprint()) + "\n" + (neighbours == null ? "" : neighbours.fingerprint()) + "\n"
                + count;
    }

    private static boolean title(String text) {
        if (!Character.isUpperCase(text.codePointAt(0))) {
            return false;
        }
        return text.codePoints().skip(1).allMatch(letter -> !Character.isUpperCase(letter));
    }

    private static String titled(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
    }

    @Override
    public void close() {
        if (neighbours != null) {
            neighbours.close();
        }
    }
}
