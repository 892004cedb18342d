package org.bertrim.engine.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.bertrim.engine.experiment.FieldTexts;
import org.bertrim.engine.experiment.Methods;
import org.jspecify.annotations.Nullable;

/**
 * The sub-networks of a run's results by width and depth.
 *
 * @param names what the labels call method, task and metric
 * @param teacher the model they are compared with; null where the results name none
 * @param widths multipliers, descending
 * @param depths multipliers, descending
 * @param cells row by row, {@code widths.size() * depths.size()} of them
 */
public record Grid(Names names, @Nullable Teacher teacher, List<Double> widths, List<Double> depths, List<Cell> cells) {

    private static final String NOT_MEASURED = "not measured";

    /** Copies the lists and refuses a number of cells that is not rows times columns. */
    public Grid {
        widths = List.copyOf(widths);
        depths = List.copyOf(depths);
        cells = List.copyOf(cells);
        if (cells.size() != widths.size() * depths.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells for " + widths.size() + " widths and " + depths.size() + " depths");
        }
    }

    /** How figures call a run's method, task and metric. */
    public record Names(String method, String task, String metric) {

        public static Names of(JsonNode results, JsonNode experiment) {
            return new Names(
                    method(name(results.path("method"), name(experiment.path("method"), "the method"))),
                    name(results.path("task"), experiment.path("task").path("source").asText("the task")),
                    metric(name(results.path("metric"), "score")));
        }

        /** A name may stand alone or within an object. */
        private static String name(JsonNode node, String otherwise) {
            JsonNode name = node;
            if (node.isObject()) {
                name = node.path("name").isTextual() ? node.path("name") : node.path("type");
            }
            return name.asText().isBlank() ? otherwise : name.asText();
        }

        private static String method(String id) {
            return Methods.all().stream().anyMatch(method -> method.type().equals(id))
                    ? FieldTexts.of(Locale.ENGLISH).method(id)
                    : id;
        }

        static String metric(String key) {
            return switch (key) {
                case "f1", "spanF1" -> "F1";
                case "exactMatch" -> "exact match";
                case "matthews" -> "Matthews correlation";
                case "pearson" -> "Pearson correlation";
                case "spearman" -> "Spearman correlation";
                case "accuracyF1Mean" -> "mean of accuracy and F1";
                case "pearsonSpearmanMean" -> "mean of Pearson and Spearman correlation";
                default -> key;
            };
        }
    }

    /** A score as a fraction and where it was reported. */
    public record Published(double score, String source) {}

    /** The teacher's score as a fraction and its size. */
    public record Teacher(double score, @Nullable Long parameters) {}

    /**
     * One sub-network.
     *
     * @param score a fraction; null where there is none
     * @param origin where the score comes from
     * @param published what others have reported for it; null where nobody has
     * @param missing why there is no score; empty where there is one
     */
    public record Cell(
            double width,
            double depth,
            @Nullable Double score,
            Origin origin,
            @Nullable Published published,
            @Nullable Long parameters,
            @Nullable Long encoderParameters,
            String missing) {

        /** A sub-network whose score, if it has one, was measured. */
        public Cell(
                double width,
                double depth,
                @Nullable Double score,
                @Nullable Long parameters,
                @Nullable Long encoderParameters,
                String missing) {
            this(width, depth, score, Origin.MEASURED, null, parameters, encoderParameters, missing);
        }

        /** The same with what others have reported. */
        public Cell withPublished(@Nullable Published value) {
            return new Cell(width, depth, score, origin, value, parameters, encoderParameters, missing);
        }

        /** {@code width-depth} in the form of file names and ids. */
        public String key() {
            return multiplier(width) + "-" + multiplier(depth);
        }
    }

    /**
     * Reads the results; the experiment tells which sub-networks should be there.
     *
     * @param experiment may be a missing or null node
     */
    public static Grid of(JsonNode results, JsonNode experiment) {
        TreeSet<Double> widths = new TreeSet<>(Collections.reverseOrder());
        TreeSet<Double> depths = new TreeSet<>(Collections.reverseOrder());
        experiment.path("method").path("widths").forEach(w -> widths.add(w.asDouble()));
        experiment.path("method").path("depths").forEach(d -> depths.add(d.asDouble()));
        Map<String, Cell> found = new LinkedHashMap<>();
        for (JsonNode node : results.path("subnetworks")) {
            Cell cell = cell(node);
            widths.add(cell.width());
            depths.add(cell.depth());
            found.put(cell.key(), cell);
        }
        List<Cell> cells = new ArrayList<>();
        for (double width : widths) {
            for (double depth : depths) {
                Cell missing = new Cell(width, depth, null, null, null, NOT_MEASURED);
                cells.add(found.getOrDefault(missing.key(), missing));
            }
        }
        JsonNode teacher = results.path("teacher");
        Double score = finite(teacher.path("score"));
        return new Grid(
                Names.of(results, experiment),
                score == null ? null : new Teacher(score, whole(teacher.path("parameters"))),
                List.copyOf(widths),
                List.copyOf(depths),
                List.copyOf(cells));
    }

    public boolean hasScores() {
        return cells.stream().anyMatch(cell -> cell.score() != null);
    }

    public Cell cell(int row, int column) {
        return cells.get(row * depths.size() + column);
    }

    /** Score relative to the teacher's; null where one is missing or the ratio would mean nothing. */
    public @Nullable Double shareOfTeacher(Cell cell) {
        return teacher == null || teacher.score() <= 0 || cell.score() == null ? null : cell.score() / teacher.score();
    }

    /** Score less the published one; null where one is missing. */
    public @Nullable Double differenceToPublished(Cell cell) {
        return cell.score() == null || cell.published() == null ? null : cell.score() - cell.published().score();
    }

    /** A difference as tables show it: ×100 with one decimal and its sign. */
    static String signed(double fraction) {
        String text = hundredfold(fraction);
        return text.startsWith("−") || text.equals("0.0") ? text : "+" + text;
    }

    /** A score as tables show it: ×100 with one decimal. */
    static String hundredfold(double fraction) {
        String text = String.format(Locale.ROOT, "%.1f", fraction * 100);
        return (text.equals("-0.0") ? "0.0" : text).replace('-', '−');
    }

    /** A multiplier with two decimals, or as many as it needs. */
    static String multiplier(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        while (text.endsWith("0") && text.length() - text.indexOf('.') > 3) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    private static Cell cell(JsonNode node) {
        Double score = finite(node.path("score"));
        String missing = "";
        if (score == null) {
            missing = node.path("score").isMissingNode() || node.path("score").isNull()
                    ? NOT_MEASURED
                    : "score is " + node.path("score").asText();
        }
        return new Cell(
                node.path("width").asDouble(),
                node.path("depth").asDouble(),
                score,
                whole(node.path("parameters")),
                whole(node.path("encoderParameters")),
                missing);
    }

    private static @Nullable Double finite(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.asDouble()) ? node.asDouble() : null;
    }

    private static @Nullable Long whole(JsonNode node) {
        return node.isNumber() ? node.asLong() : null;
    }
}
