package org.bertrim.engine.task.augment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A masked language model that says which words are likely at a place of a text. */
public interface MaskedWords {

    /**
     * One masked place.
     *
     * @param first words of the first segment
     * @param second words of the second segment, null where there is none
     * @param at number of the masked word, the words of {@code first} counted before those of {@code second}
     */
    record Place(List<String> first, @Nullable List<String> second, int at) {

        /** Copies the lists. */
        public Place {
            first = List.copyOf(first);
            second = second == null ? null : List.copyOf(second);
            int words = first.size() + (second == null ? 0 : second.size());
            if (at < 0 || at >= words) {
                throw new IllegalArgumentException("word " + at + " of " + words);
            }
        }
    }

    /** What is counted when the most probable ones are taken. */
    enum Counting {
        /** The vocabulary's whole words: exactly so many words come back. */
        WORDS,
        /** All word pieces; those that are no whole word are dropped afterwards, so that fewer may come back. */
        PIECES
    }

    /**
     * The most probable words at each place, the most probable first; the masked word itself may be among them. Texts longer than the
     * model takes are cut around the place.
     *
     * @param count how many, from 1
     * @return one list for each place, in their order
     */
    List<List<String>> candidates(List<Place> places, int count, Counting counting);

    /** Of everything that the answers depend on. */
    String fingerprint();
}
