package org.bertrim.engine.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of text whose columns line up. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /** Starts a table; a heading that begins with {@code >} stands over a column of numbers, aligned to the right. */
    TextTable(String... headings) {
        right = new boolean[headings.length];
        List<String> first = new ArrayList<>();
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            first.add(right[i] ? headings[i].substring(1) : headings[i]);
        }
        rows.add(first);
    }

    TextTable row(List<String> cells) {
        if (cells.size() != right.length) {
            throw new IllegalArgumentException(cells.size() + " cells for " + right.length + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /** The lines of the table, headings first. */
    List<String> lines() {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Texts.columns(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - Texts.columns(row.get(i)));
                line.append(i == 0 ? "" : GAP)
                        .append(right[i] ? space : "")
                        .append(row.get(i))
                        .append(right[i] ? "" : space);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    void print(Terminal terminal) {
        lines().forEach(terminal::line);
    }
}
