package org.bertrim.engine.task;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.task.table.Numerals;

/** The labels of the rows of a table that are used, and how many rows cannot be. */
final class FoundLabels {

    /** More different words than this are no classes. */
    static final int MOST_CLASSES = 1000;

    /** Whole numbers with more different values are rather values than classes. */
    private static final int MOST_NUMBERED_CLASSES = 20;

    private final Set<String> values = new HashSet<>();
    private boolean numbers = true;
    private boolean whole = true;
    private boolean tooMany;
    private long troubled;
    private String firstTrouble = "";

    void troubled(long line, String trouble) {
        if (!trouble.isEmpty() && troubled++ == 0) {
            firstTrouble = "line " + line + ": " + trouble;
        }
    }

    /** What is to be said of rows that cannot be used, if there are any. */
    String troubles() {
        return troubled == 0
                ? ""
                : "; " + troubled + (troubled == 1 ? " row" : " rows") + " cannot be used, the first in " + firstTrouble;
    }

    void add(String label) {
        if (label.isEmpty()) {
            return;
        }
        if (numbers && !Numerals.isNumber(label)) {
            numbers = false;
        }
        if (numbers && whole) {
            whole = Double.parseDouble(label) == Math.rint(Double.parseDouble(label));
        }
        if (values.size() < MOST_CLASSES) {
            values.add(label);
        } else {
            tooMany |= !values.contains(label);
        }
    }

    TaskKind kind() {
        boolean isValue = numbers && !values.isEmpty() && (!whole || values.size() > MOST_NUMBERED_CLASSES);
        return isValue ? TaskKind.REGRESSION : TaskKind.CLASSIFICATION;
    }

    /** The different ones, in no order. */
    Set<String> values() {
        return values;
    }

    /** Whether there are more different ones than any classes. */
    boolean tooMany() {
        return tooMany;
    }

    /** Numbers by their size, words by their letters; no language's order, so that it is the same everywhere. */
    List<String> sorted() {
        Comparator<String> order = Comparator.naturalOrder();
        return values.stream()
                .sorted(numbers ? Comparator.comparingDouble(Double::parseDouble).thenComparing(order) : order)
                .toList();
    }
}
