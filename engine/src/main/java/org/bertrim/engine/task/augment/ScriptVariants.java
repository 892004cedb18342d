package org.bertrim.engine.task.augment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.StableRandom;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.MaskedWords.Counting;
import org.bertrim.engine.task.augment.MaskedWords.Place;

/**
 * TinyBERT's augmentation as its released script does it (data_augmentation.py): only words of the letters a to z that are no stop
 * words; likely words once for each word, from the original text, which the model also sees unmasked as its second segment; every word
 * is replaced with a probability below p; texts that came up already are skipped; words are joined by single spaces; the sides of a pair
 * in turn, each turn beginning with the original row.
 *
 * <p>Differences: while the second side is augmented the first one is the original, where the script keeps the last variant of it by
 * mistake; special tokens of the vocabulary are no likely words; a text in which nothing was replaced is never a variant, even if
 * joining changed its spaces; the stop words are a list of our own.
 */
final class ScriptVariants implements Variants {

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

    private final AugmentationSettings settings;
    private final int draws;
    private final WordTokenizer tokenizer;
    private final CandidateWords words;
    private final long seed;

    ScriptVariants(AugmentationSettings settings, int draws, WordTokenizer tokenizer, CandidateWords words, long seed) {
        this.settings = settings;
        this.draws = draws;
        this.tokenizer = tokenizer;
        this.words = words;
        this.seed = seed;
    }

    @Override
    public List<List<Example>> of(List<Example> rows, int first) {
        List<List<String>> firsts = side(rows.stream().map(Example::text).toList(), first, 0);
        boolean pairs = !rows.isEmpty() && rows.get(0).secondText() != null;
        List<List<String>> seconds = pairs
                ? side(rows.stream().map(row -> Objects.requireNonNull(row.secondText())).toList(), first, 1)
                : List.of();
        List<List<Example>> all = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Example row = rows.get(i);
            List<Example> variants = new ArrayList<>();
            firsts.get(i).forEach(text -> variants.add(new Example(text, row.secondText(), row.label())));
            if (pairs) {
                variants.add(row);
                seconds.get(i).forEach(text -> variants.add(new Example(row.text(), text, row.label())));
            }
            all.add(variants);
        }
        return all;
    }

    /** The variants of one side's texts. */
    private List<List<String>> side(List<String> texts, int first, int side) {
        List<TextWords> split = TextWords.of(texts, tokenizer);
        List<Map<Integer, List<String>>> candidates = candidates(split);
        List<List<String>> all = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            all.add(draw(split.get(i), candidates.get(i), StableRandom.of("augment-script", seed, first + i, side)));
        }
        return all;
    }

    /** Likely words of each text, by the number of the word. */
    private List<Map<Integer, List<String>>> candidates(List<TextWords> texts) {
        List<Place> places = new ArrayList<>();
        Set<TextWords.Entry> near = new LinkedHashSet<>();
        for (TextWords text : texts) {
            List<String> all = text.texts();
            for (int at = 0; at < text.words().size(); at++) {
                TextWords.Entry word = text.words().get(at);
                if (eligible(word)) {
                    if (words.inContext(word)) {
                        places.add(new Place(all, all, at));
                    } else {
                        near.add(word);
                    }
                }
            }
        }
        words.prepare(near);
        List<List<String>> masked = words.at(places, Counting.PIECES);
        int next = 0;
        List<Map<Integer, List<String>>> candidates = new ArrayList<>(texts.size());
        for (TextWords text : texts) {
            Map<Integer, List<String>> ofText = new TreeMap<>();
            for (int at = 0; at < text.words().size(); at++) {
                TextWords.Entry word = text.words().get(at);
                if (eligible(word)) {
                    List<String> found = words.inContext(word) ? masked.get(next++) : words.near(word);
                    ofText.put(at, found.isEmpty() ? List.of(word.text()) : found);
                }
            }
            candidates.add(ofText);
        }
        return candidates;
    }

    static boolean eligible(TextWords.Entry word) {
        return LETTERS.matcher(word.form()).matches()
                && !StopWords.ENGLISH.contains(word.form().toLowerCase(Locale.ROOT));
    }

    private List<String> draw(TextWords text, Map<Integer, List<String>> candidates, Random random) {
        List<String> original = text.texts();
        Set<String> seen = new LinkedHashSet<>();
        seen.add(String.join(" ", original));
        seen.add(text.text());
        int before = seen.size();
        for (int draw = 0; draw < draws; draw++) {
            Map<Integer, String> replaced = new LinkedHashMap<>();
            candidates.forEach((at, likely) -> {
                String chosen = likely.get(random.nextInt(likely.size()));
                if (random.nextDouble() < settings.replace()) {
                    replaced.put(at, chosen);
                }
            });
            List<String> variant = new ArrayList<>(original);
            replaced.forEach(variant::set);
            seen.add(String.join(" ", variant));
        }
        return seen.stream().skip(before).toList();
    }
}
