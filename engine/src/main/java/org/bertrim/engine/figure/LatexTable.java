package org.bertrim.engine.figure;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The grid as a LaTeX table; it asks for the package booktabs and for UTF-8 input, the default of LaTeX. */
final class LatexTable {

    private LatexTable() {}

    /** The file's bytes, UTF-8. */
    static byte[] write(Grid grid, Provenance provenance) {
        int columns = grid.depths().size();
        Grid.Names names = grid.names();
        StringBuilder out = new StringBuilder();
        line(out, "% " + comment(provenance.title()));
        line(out, "% Run: " + comment(provenance.runId()));
        line(out, "% Experiment: " + comment(provenance.settings()));
        line(out, "% Needs \\usepackage{booktabs}.");
        line(out, "\\begin{table}[t]");
        line(out, "  \\centering");
        line(out, "  \\begin{tabular}{l" + "r".repeat(columns) + "}");
        line(out, "    \\toprule");
        line(out, "    & \\multicolumn{" + columns + "}{c}{depth multiplier} \\\\");
        line(out, "    \\cmidrule(lr){2-" + (columns + 1) + "}");
        line(out, "    width multiplier & "
                + grid.depths().stream().map(Grid::multiplier).collect(Collectors.joining(" & ")) + " \\\\");
        line(out, "    \\midrule");
        for (int row = 0; row < grid.widths().size(); row++) {
            StringBuilder cells = new StringBuilder("    " + Grid.multiplier(grid.widths().get(row)));
            for (int column = 0; column < columns; column++) {
                cells.append(" & ").append(score(grid.cell(row, column).score()));
            }
            line(out, cells + " \\\\");
        }
        line(out, "    \\bottomrule");
        line(out, "  \\end{tabular}");
        line(out, "  \\caption{" + escape(names.method() + " on " + names.task() + ", split dev: " + names.metric())
                + " $\\times$ 100, measured." + teacher(grid) + missing(grid) + "}");
        line(out, "  \\label{tab:grid-" + provenance.runId().replaceAll("[^A-Za-z0-9-]", "-") + "}");
        line(out, "\\end{table}");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Text with every character that LaTeX gives a meaning of its own made harmless. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '<' -> out.append("\\textless{}");
                case '>' -> out.append("\\textgreater{}");
                case '|' -> out.append("\\textbar{}");
                case '"' -> out.append("\\textquotedbl{}");
                case '&', '%', '$', '#', '_', '{', '}' -> out.append('\\').append(c);
                default -> out.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return out.toString();
    }

    private static String teacher(Grid grid) {
        return grid.teacher() == null ? "" : " Teacher: " + score(grid.teacher().score()) + ".";
    }

    private static String missing(Grid grid) {
        return grid.cells().stream().allMatch(c -> c.score() != null) ? "" : " --: not measured.";
    }

    /** A score times 100, two dashes where there is none. */
    static String score(@Nullable Double score) {
        if (score == null) {
            return "--";
        }
        String text = Grid.hundredfold(score);
        return text.startsWith("−") ? "$-$" + text.substring(1) : text;
    }

    static String comment(String text) {
        return text.replaceAll("[\\r\\n\\u0085\\u2028\\u2029]+", " ");
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
