package org.bertrim.engine.task.augment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.StableRandom;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.MaskedWords.Counting;
import org.bertrim.engine.task.augment.MaskedWords.Place;
import org.jspecify.annotations.Nullable;

/**
 * TinyBERT's augmentation as its paper has it (Jiao et al. 2020, Algorithm 1): N_a copies of a row; in each copy every word, one after
 * the other, is replaced with probability p by a random one of its K likely words. For a word of one piece these are the most probable
 * words at its place in the copy as it is by then, for others its nearest words by vectors.
 *
 * <p>Where the paper is silent: punctuation marks are no words; a pair is one sequence of words, so a copy may differ in both sides; what
 * stands between words stays; a copy in which nothing was replaced counts like the others.
 */
final class PaperVariants implements Variants {

    /** Copies that are worked on at once, so that memory does not grow with the rows. */
    private static final int COPIES_AT_ONCE = 2048;

    private final AugmentationSettings settings;
    private final int draws;
    private final WordTokenizer tokenizer;
    private final CandidateWords words;
    private final long seed;

    PaperVariants(AugmentationSettings settings, int draws, WordTokenizer tokenizer, CandidateWords words, long seed) {
        this.settings = settings;
        this.draws = draws;
        this.tokenizer = tokenizer;
        this.words = words;
        this.seed = seed;
    }

    @Override
    public List<List<Example>> of(List<Example> rows, int first) {
        boolean pairs = !rows.isEmpty() && rows.get(0).secondText() != null;
        List<TextWords> firsts = TextWords.of(rows.stream().map(Example::text).toList(), tokenizer);
        List<TextWords> seconds = pairs
                ? TextWords.of(rows.stream().map(row -> Objects.requireNonNull(row.secondText())).toList(), tokenizer)
                : List.of();
        Set<TextWords.Entry> near = new LinkedHashSet<>();
        firsts.forEach(text -> near.addAll(text.words()));
        seconds.forEach(text -> near.addAll(text.words()));
        near.removeIf(word -> !eligible(word));
        words.prepare(near);
        List<List<Example>> all = new ArrayList<>(rows.size());
        List<Copy> open = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int draw = 0; draw < draws; draw++) {
                Random random = StableRandom.of("augment-paper", seed, first + i, draw);
                open.add(new Copy(firsts.get(i), pairs ? seconds.get(i) : null, random));
            }
            boolean last = i == rows.size() - 1;
            if (open.size() >= COPIES_AT_ONCE || last) {
                finish(open);
                for (int done = 0; done < open.size(); done += draws) {
                    float label = rows.get(all.size()).label();
                    all.add(open.subList(done, done + draws).stream().map(copy -> copy.example(label)).toList());
                }
                open.clear();
            }
        }
        return all;
    }

    /** A word of the paper: whatever is not only punctuation. */
    static boolean eligible(TextWords.Entry word) {
        return word.text().codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Goes through the copies side by side: whichever wait for the model are asked about together. */
    private void finish(List<Copy> copies) {
        List<Copy> waiting = new ArrayList<>(copies);
        while (!waiting.isEmpty()) {
            waiting.removeIf(copy -> !copy.advance());
            List<Place> places = waiting.stream().map(Copy::place).toList();
            List<List<String>> likely = words.at(places, Counting.WORDS);
            for (int i = 0; i < waiting.size(); i++) {
                waiting.get(i).replace(likely.get(i));
            }
        }
    }

    /** A copy of a row on its way through the procedure. */
    private final class Copy {

        private final TextWords first;
        private final @Nullable TextWords second;
        private final Random random;
        private final List<String> now;
        private int at;

        Copy(TextWords first, @Nullable TextWords second, Random random) {
            this.first = first;
            this.second = second;
            this.random = random;
            this.now = new ArrayList<>(first.texts());
            if (second != null) {
                now.addAll(second.texts());
            }
        }

        /** Goes on to the next word that the model has to be asked about; false at the end. */
        boolean advance() {
            while (at < now.size()) {
                TextWords.Entry word = word(at);
                // the paper draws after it has looked at the likely words; the distribution is the same
                if (eligible(word) && random.nextDouble() <= settings.replace()) {
                    if (words.inContext(word)) {
                        return true;
                    }
                    replace(words.near(word));
                } else {
                    at++;
                }
            }
            return false;
        }

        Place place() {
            int split = first.words().size();
            return second == null
                    ? new Place(now, null, at)
                    : new Place(now.subList(0, split), now.subList(split, now.size()), at);
        }

        void replace(List<String> likely) {
            if (!likely.isEmpty()) {
                now.set(at, likely.get(random.nextInt(likely.size())));
            }
            at++;
        }

        Example example(float label) {
            int split = first.words().size();
            return new Example(
                    first.with(now.subList(0, split)),
                    second == null ? null : second.with(now.subList(split, now.size())),
                    label);
        }

        private TextWords.Entry word(int number) {
            int split = first.words().size();
            return number < split || second == null ? first.words().get(number) : second.words().get(number - split);
        }
    }
}
