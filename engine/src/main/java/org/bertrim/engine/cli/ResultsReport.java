package org.bertrim.engine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import org.bertrim.engine.figure.Counts;
import org.bertrim.engine.figure.CrossTable;

/** Prints what a finished run measured: scores times 100, counts in millions or thousands. */
final class ResultsReport {

    private final JsonNode results;

    ResultsReport(JsonNode results) {
        this.results = results;
    }

    void print(Terminal terminal) {
        lines().forEach(terminal::line);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String metric = results.path("metric").asText("score");
        String protocol = results.path("protocol").asText("");
        String selection = protocol.isEmpty() ? "" : " (selection: " + protocol + ")";
        lines.add("Measured " + metric + " x 100 on dev" + selection);
        lines.add("");
        List<String> further = furtherSplits();
        List<String> headings = new ArrayList<>(List.of("", ">" + metric));
        further.forEach(split -> headings.add(">on " + split));
        headings.addAll(List.of(">parameters", ">encoder", ">size"));
        TextTable models = new TextTable(headings.toArray(String[]::new));
        boolean any = false;
        for (String subject : List.of("teacher", "student")) {
            JsonNode model = results.path(subject);
            if (model.isObject()) {
                List<String> row = new ArrayList<>(List.of(subject, number(model.path("score"), Texts::hundredfold)));
                further.forEach(split -> row.add(number(score(model, split), Texts::hundredfold)));
                row.add(number(model.path("parameters"), Counts::parameters));
                row.add(number(model.path("encoderParameters"), Counts::parameters));
                row.add(number(model.path("sizeBytes"), Texts::bytes));
                models.row(row);
                any = true;
            }
        }
        if (any) {
            lines.addAll(models.lines());
        }
        small(lines);
        if (!results.path("subnetworks").isEmpty()) {
            lines.add("");
            lines.addAll(grid(metric + " x 100", each -> each.path("score"), Texts::hundredfold));
            for (String split : further) {
                lines.add("");
                lines.addAll(grid(metric + " x 100 on " + split, each -> score(each, split), Texts::hundredfold));
            }
            lines.add("");
            lines.addAll(grid("parameters", each -> each.path("parameters"), Counts::parameters));
        }
        crossTasks(lines);
        checks(lines);
        return lines;
    }

    /** The dev sets beside the first one, which every score without a name is about. */
    private List<String> furtherSplits() {
        List<String> splits = new ArrayList<>();
        results.path("teacher").path("scores").fieldNames().forEachRemaining(splits::add);
        return splits.isEmpty() ? splits : splits.subList(1, splits.size());
    }

    private JsonNode score(JsonNode model, String split) {
        return model.path("scores").path(split).path(results.path("metric").asText());
    }

    private static String number(JsonNode value, Function<Double, String> format) {
        return value.isNumber() ? format.apply(value.doubleValue()) : "-";
    }

    private List<String> grid(String title, Function<JsonNode, JsonNode> value, Function<Double, String> format) {
        TreeSet<Double> widths = new TreeSet<>(Comparator.reverseOrder());
        TreeSet<Double> depths = new TreeSet<>(Comparator.reverseOrder());
        for (JsonNode each : results.path("subnetworks")) {
            widths.add(each.path("width").asDouble());
            depths.add(each.path("depth").asDouble());
        }
        List<String> headings = new ArrayList<>(List.of(title));
        depths.forEach(depth -> headings.add(">depth " + Texts.number(depth)));
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (double width : widths) {
            List<String> row = new ArrayList<>(List.of("width " + Texts.number(width)));
            depths.forEach(depth -> row.add(cell(width, depth, value, format)));
            table.row(row);
        }
        return table.lines();
    }

    private String cell(
            double width, double depth, Function<JsonNode, JsonNode> value, Function<Double, String> format) {
        for (JsonNode each : results.path("subnetworks")) {
            if (each.path("width").asDouble() == width && each.path("depth").asDouble() == depth) {
                return number(value.apply(each), format);
            }
        }
        return "";
    }

    /** What a searched network is made of, and what it saves. */
    private void small(List<String> lines) {
        String network = results.path("architecture").path("short").asText("");
        JsonNode speedUp = results.at("/measured/speedUp");
        if (network.isEmpty() || !results.path("sizeRatio").isNumber() || !speedUp.isObject()) {
            return;
        }
        lines.add("");
        lines.add("student: " + network);
        lines.add(times(results.path("sizeRatio")) + " times smaller than the teacher; " + times(speedUp.path("batch1"))
                + " times faster at batch 1, " + times(speedUp.path("batch128")) + " at batch 128");
    }

    private static String times(JsonNode ratio) {
        return number(ratio, value -> String.format(Locale.ROOT, "%.1f", value));
    }

    /** Every network on every task. */
    private void crossTasks(List<String> lines) {
        CrossTable matrix = CrossTable.of(results);
        if (matrix.tasks().isEmpty()) {
            return;
        }
        List<String> headings = new ArrayList<>(List.of("x 100; trained anew, from"));
        matrix.tasks().forEach(task -> headings.add(">on " + task.name() + " (" + task.metric() + ")"));
        headings.add("network");
        TextTable table = new TextTable(headings.toArray(String[]::new));
        matrix.rows().forEach(row -> {
            List<String> cells = new ArrayList<>(List.of(row.from()));
            row.scores().forEach(score -> cells.add(score == null ? "-" : Texts.hundredfold(score)));
            cells.add(row.network());
            table.row(cells);
        });
        List<String> teachers = new ArrayList<>(List.of("teacher"));
        matrix.tasks().forEach(task -> teachers.add(task.teacher() == null ? "-" : Texts.hundredfold(task.teacher())));
        teachers.add("");
        table.row(teachers);
        lines.add("");
        lines.addAll(table.lines());
    }

    private void checks(List<String> lines) {
        JsonNode checks = results.path("checks");
        if (checks.isEmpty()) {
            return;
        }
        int passed = 0;
        List<String> failed = new ArrayList<>();
        for (JsonNode check : checks) {
            if (check.path("passed").asBoolean()) {
                passed++;
            } else {
                failed.add("  failed: " + check.path("name").asText() + ": " + check.path("value").asText() + ", limit "
                        + check.path("limit").asText());
            }
        }
        lines.add("");
        lines.add("Self-checks: " + passed + " of " + checks.size() + " passed");
        lines.addAll(failed);
    }
}
