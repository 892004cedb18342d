package org.bertrim.engine.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix {@code crossTasks} of results: networks that come from one task each, scored on every task.
 *
 * @param tasks the columns
 * @param rows the networks
 */
public record CrossTable(List<Task> tasks, List<Row> rows) {

    /**
     * A task.
     *
     * @param metric key of its main score
     * @param teacher the fine-tuned teacher's, null if it is not known
     */
    public record Task(String name, String metric, @Nullable Double teacher) {}

    /**
     * A network.
     *
     * @param from the task that it was made on, or how else it was made
     * @param network in short
     * @param scores one for each task, fractions; null where there is none
     */
    public record Row(String from, String network, List<@Nullable Double> scores) {}

    /** Copies the lists. */
    public CrossTable {
        tasks = List.copyOf(tasks);
        rows = List.copyOf(rows);
    }

    /** The matrix of a run's results; without tasks where they have none. */
    public static CrossTable of(JsonNode results) {
        JsonNode matrix = results.path("crossTasks");
        List<Task> tasks = new ArrayList<>();
        matrix.path("tasks").forEach(task -> tasks.add(new Task(
                task.path("name").asText(), task.path("metric").asText(), number(task.path("teacher")))));
        List<Row> rows = new ArrayList<>();
        matrix.path("rows").forEach(row -> {
            List<@Nullable Double> scores = new ArrayList<>();
            tasks.forEach(task -> scores.add(number(row.path("scores").path(task.name()))));
            rows.add(new Row(row.path("from").asText(), row.path("short").asText(), scores));
        });
        return new CrossTable(tasks, rows);
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? Double.valueOf(node.doubleValue()) : null;
    }

    /** A row for each network and task. */
    Table table() {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Row row : rows) {
            for (int i = 0; i < tasks.size(); i++) {
                Task task = tasks.get(i);
                lines.add(Table.row(
                        row.from(), row.network(), task.name(), task.metric(), "dev", row.scores().get(i), task.teacher()));
            }
        }
        return new Table(List.of("from", "network", "task", "metric", "split", "score", "teacherScore"), lines);
    }

    /** The matrix as a LaTeX table; it asks for the package booktabs and for UTF-8 input. */
    byte[] latex(Provenance provenance) {
        StringBuilder out = new StringBuilder();
        line(out, "% " + LatexTable.comment(provenance.title()));
        line(out, "% Run: " + LatexTable.comment(provenance.runId()));
        line(out, "% Experiment: " + LatexTable.comment(provenance.settings()));
        line(out, "% Needs \\usepackage{booktabs}.");
        line(out, "\\begin{table}[t]");
        line(out, "  \\centering");
        line(out, "  \\begin{tabular}{ll" + "r".repeat(tasks.size()) + "}");
        line(out, "    \\toprule");
        StringBuilder head = new StringBuilder("    from & network");
        tasks.forEach(task -> head.append(" & ").append(LatexTable.escape(task.name())));
        line(out, head + " \\\\");
        line(out, "    \\midrule");
        for (Row row : rows) {
            cells(out, row.from(), row.network(), row.scores());
        }
        line(out, "    \\midrule");
        List<@Nullable Double> teachers = new ArrayList<>();
        tasks.forEach(task -> teachers.add(task.teacher()));
        cells(out, "teacher", "", teachers);
        line(out, "    \\bottomrule");
        line(out, "  \\end{tabular}");
        StringBuilder metrics = new StringBuilder();
        tasks.forEach(task -> metrics.append(metrics.isEmpty() ? "" : ", ")
                .append(task.name())
                .append(": ")
                .append(Grid.Names.metric(task.metric())));
        line(out, "  \\caption{" + LatexTable.escape(provenance.title()) + ", split dev, $\\times$ 100, measured ("
                + LatexTable.escape(metrics.toString()) + ").}");
        line(out, "  \\label{tab:cross-tasks-" + provenance.runId().replaceAll("[^A-Za-z0-9-]", "-") + "}");
        line(out, "\\end{table}");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void cells(StringBuilder out, String from, String network, List<@Nullable Double> scores) {
        StringBuilder line = new StringBuilder("    " + LatexTable.escape(from) + " & "
                + LatexTable.escape(network).replace("·", "$\\cdot$").replace("×", "$\\times$"));
        scores.forEach(score -> line.append(" & ").append(LatexTable.score(score)));
        line(out, line + " \\\\");
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
