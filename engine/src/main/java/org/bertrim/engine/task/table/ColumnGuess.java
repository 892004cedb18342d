package org.bertrim.engine.task.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which columns hold text, label and split: by what they are called, and where that tells nothing by what
 * stands in them.
 */
public final class ColumnGuess {

    /** Stands for a column that there is not. */
    public static final String NONE = "";

    /** Texts of a pair are about equally long. */
    private static final double ALIKE = 2.5;

    /** Some labels may be wrong. */
    private static final double MOSTLY = 0.5;

    /**
     * Which columns; null is to be guessed, {@link #NONE} says that there is none.
     *
     * @param text of the text or of the first one
     * @param secondText of the second text
     * @param label of the label
     * @param split of the part of the data that a row belongs to
     */
    public record Mapping(
            @Nullable String text, @Nullable String secondText, @Nullable String label, @Nullable String split) {

        /** Whether nothing is left to be guessed. */
        public boolean complete() {
            return text != null && secondText != null && label != null && split != null;
        }
    }

    private final TableColumns columns;
    private final List<ColumnStatistics> statistics;
    private final List<String> plain;
    private final Set<String> labels;
    private final List<Integer> taken = new ArrayList<>();

    private ColumnGuess(TableColumns columns, List<ColumnStatistics> statistics, Set<String> labels) {
        this.labels = labels;
        this.columns = columns;
        this.statistics = statistics;
        this.plain = columns.names().stream().map(ColumnNames::plain).toList();
    }

    /**
     * Completes a mapping. Text and label stay null where no column looks like one.
     *
     * @param given what the user has said
     * @param labels words and names of the classes, as far as they are known
     * @param stop asked now and then whether the answer is still wanted
     * @throws IOException if the file cannot be read
     */
    public static Mapping of(
            TableFile file,
            TableFormat format,
            TableColumns columns,
            Mapping given,
            Set<String> labels,
            BooleanSupplier stop)
            throws IOException {
        return given.complete()
                ? given
                : new ColumnGuess(columns, ColumnStatistics.of(file, format, columns, stop), labels).complete(given);
    }

    private Mapping complete(Mapping given) {
        take(given.text());
        take(given.secondText());
        take(given.label());
        take(given.split());
        String split = given.split() != null ? given.split() : key(split());
        take(split);
        String text = given.text();
        String second = given.secondText();
        Optional<List<Integer>> pair = text == null || second == null ? namedPair(text, second) : Optional.empty();
        if (pair.isPresent()) {
            text = text == null ? key(pair.get().get(0)) : text;
            second = second == null ? key(pair.get().get(1)) : second;
            take(text);
            take(second);
        }
        String label = given.label();
        if (label == null) {
            int namedText = text == null ? named(ColumnNames.TEXTS) : -1;
            int found = label(namedText);
            label = found < 0 ? null : columns.key(found);
            take(label);
        }
        if (text == null) {
            int found = text();
            text = found < 0 ? null : columns.key(found);
            take(text);
        }
        if (second == null) {
            second = key(alikeText(text));
        }
        return new Mapping(text, second, label, split);
    }

    private void take(@Nullable String name) {
        if (name != null && !name.equals(NONE) && columns.count(name) == 1) {
            taken.add(columns.place(name));
        }
    }

    private String key(int place) {
        return place < 0 ? NONE : columns.key(place);
    }

    private IntStream free() {
        return IntStream.range(0, statistics.size()).filter(place -> !taken.contains(place));
    }

    private int named(List<String> telling) {
        return ColumnNames.find(plain, telling).filter(place -> !taken.contains(place)).orElse(-1);
    }

    private int split() {
        int named = named(ColumnNames.SPLITS);
        return named >= 0 && statistics.get(named).tellsParts()
                ? named
                : free().filter(place -> statistics.get(place).tellsParts()).findFirst().orElse(-1);
    }

    private Optional<List<Integer>> namedPair(@Nullable String text, @Nullable String second) {
        return ColumnNames.PAIRS.stream()
                .map(pair -> pair.stream()
                        .map(name -> ColumnNames.find(plain, List.of(name)).orElse(-1))
                        .toList())
                .filter(places -> !places.contains(-1))
                .filter(places -> text == null ? !taken.contains(places.get(0)) : at(text) == places.get(0))
                .filter(places -> second == null ? !taken.contains(places.get(1)) : at(second) == places.get(1))
                .findFirst();
    }

    private int at(String name) {
        return columns.count(name) == 1 ? columns.place(name) : -1;
    }

    /** The label: the column of the classes that are known; else by name; else the column of the fewest classes; else one of numbers that are no mere count of the rows. */
    private int label(int butNot) {
        int known = free().filter(place -> statistics.get(place).shareOf(labels) >= MOSTLY).findFirst().orElse(-1);
        int named = known >= 0 ? known : named(ColumnNames.LABELS);
        if (named >= 0) {
            return named;
        }
        Optional<Integer> classes = free().boxed()
                .filter(place -> place != butNot && statistics.get(place).mayBeClasses())
                .min((a, b) -> {
                    int fewer = Integer.compare(statistics.get(a).different(), statistics.get(b).different());
                    return fewer != 0 ? fewer : Integer.compare(b, a); // labels rather stand last
                });
        return classes.orElseGet(() -> free().filter(place -> place != butNot)
                .filter(place -> statistics.get(place).isNumeric() && !statistics.get(place).isCounter())
                .reduce((a, b) -> b)
                .orElse(-1));
    }

    /** The text: by name; else the column of the longest texts. */
    private int text() {
        int named = named(ColumnNames.TEXTS);
        return named >= 0
                ? named
                : free().filter(place -> statistics.get(place).isText())
                        .boxed()
                        .max((a, b) -> Double.compare(
                                statistics.get(a).meanCharacters(), statistics.get(b).meanCharacters()))
                        .orElse(-1);
    }

    /** A second text of a table without names: the only other column, if it holds texts about as long. */
    private int alikeText(@Nullable String text) {
        boolean numbered = IntStream.range(0, plain.size()).allMatch(i -> plain.get(i).equals(Integer.toString(i + 1)));
        int[] others = free().toArray();
        if (!numbered || text == null || others.length != 1 || plain.size() != 3) {
            return -1;
        }
        ColumnStatistics first = statistics.get(columns.place(text));
        ColumnStatistics other = statistics.get(others[0]);
        double ratio = other.meanCharacters() / Math.max(1e-9, first.meanCharacters());
        return other.isText() && !other.mayBeClasses() && ratio < ALIKE && ratio > 1 / ALIKE ? others[0] : -1;
    }
}
