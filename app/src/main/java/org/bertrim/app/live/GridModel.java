package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.bertrim.engine.published.PublishedGrid;
import org.bertrim.engine.published.PublishedTables;
import org.bertrim.engine.published.PublishedValue;
import org.jspecify.annotations.Nullable;

/**
 * The sub-networks of a run by width and depth, each with its newest score, filling in while the run goes on. All scores of the grid are
 * measured on the same rows: on dev, unless more of them are there on others, as in the middle of a stage.
 */
final class GridModel {

    /** What a cell's colour and number say. */
    enum Reading {
        SCORE,
        SHARE_OF_TEACHER,
        AGAINST_PUBLISHED
    }

    /**
     * One sub-network.
     *
     * @param score newest score on the grid's rows, a fraction; NaN where there is none yet
     * @param split what it was measured on, empty if it was not
     * @param published what a paper reports for it, if it reports this task and metric
     * @param costs its object of the results, a missing node before they are there
     */
    record Cell(
            Part part, double score, String split, long examples, Optional<Reported> published, JsonNode costs) {

        boolean scored() {
            return Double.isFinite(score);
        }

        /** Whether the worker said that it could not be scored. */
        boolean failed() {
            return !split.isEmpty() && !scored();
        }
    }

    /** What a paper reports for a sub-network; the value is NaN where nobody could read it. */
    record Reported(double value, String model, String teacher, String reference) {

        static Reported of(PublishedValue value) {
            Double number = value.value();
            return new Reported(
                    number == null ? Double.NaN : number,
                    value.model(),
                    Objects.requireNonNullElse(value.teacher(), ""),
                    value.reference());
        }
    }

    private static final String DEV = "dev";

    private final PublishedTables published;
    private final ObjectProperty<Reading> reading = new SimpleObjectProperty<>(this, "reading", Reading.SCORE);
    private final ObjectProperty<@Nullable Part> selected = new SimpleObjectProperty<>(this, "selected");
    private List<Double> widths = List.of();
    private List<Double> depths = List.of();
    private Map<Part, Cell> cells = Map.of();
    private OptionalDouble teacher = OptionalDouble.empty();
    private Optional<PublishedGrid> paper = Optional.empty();
    private boolean otherTeacher;
    private String metric = "";
    private String split = "";

    GridModel(PublishedTables published) {
        this.published = published;
    }

    void clear() {
        widths = List.of();
        depths = List.of();
        cells = Map.of();
        paper = Optional.empty();
        selected.set(null);
    }

    void update(RunPicture picture, ScoreModel scores) {
        metric = scores.metric();
        TreeSet<Double> rows = new TreeSet<>(Collections.reverseOrder());
        TreeSet<Double> columns = new TreeSet<>(Collections.reverseOrder());
        JsonNode method = picture.experiment().path("method");
        method.path("widths").forEach(width -> rows.add(width.asDouble()));
        method.path("depths").forEach(depth -> columns.add(depth.asDouble()));
        Map<String, Map<Part, ScorePoint>> bySplit = new LinkedHashMap<>();
        bySplit.put(DEV, new HashMap<>());
        for (ScorePoint point : picture.scores()) {
            Part part = point.part();
            if (part != null) {
                bySplit.computeIfAbsent(point.split(), name -> new HashMap<>()).put(part, point);
                rows.add(part.width());
                columns.add(part.depth());
            }
        }
        split = DEV;
        bySplit.forEach((name, points) -> {
            if (points.size() > bySplit.get(split).size()) {
                split = name;
            }
        });
        Map<Part, ScorePoint> newest = bySplit.get(split);
        Map<Part, JsonNode> costs = new HashMap<>();
        picture.results().path("subnetworks").forEach(node -> {
            Part part = new Part(node.path("width").asDouble(), node.path("depth").asDouble());
            costs.put(part, node);
            rows.add(part.width());
            columns.add(part.depth());
        });
        widths = List.copyOf(rows);
        depths = List.copyOf(columns);
        findPaper(picture);
        teacher = scores.teacherOn(split);
        Map<Part, Cell> found = new HashMap<>();
        for (double width : widths) {
            for (double depth : depths) {
                Part part = new Part(width, depth);
                found.put(part, cell(part, newest.get(part), costs.get(part)));
            }
        }
        cells = found;
    }

    private Cell cell(Part part, @Nullable ScorePoint point, @Nullable JsonNode costs) {
        double score = point == null ? Double.NaN : point.scores().getOrDefault(metric, Double.NaN);
        return new Cell(
                part,
                score,
                point == null ? "" : point.split(),
                point == null ? 0 : point.examples(),
                paper.flatMap(grid -> grid.at(part.width(), part.depth())).map(Reported::of),
                costs == null ? MissingNode.getInstance() : costs);
    }

    /** Prefers the published model whose teacher is the run's; another one is used, but said. */
    private void findPaper(RunPicture picture) {
        String own = plain(picture.experiment().path("teacher").path("source").asText());
        List<PublishedGrid> grids = published.grids(picture.task(), metric, split);
        paper = grids.stream().filter(grid -> sameTeacher(own, grid)).findFirst();
        otherTeacher = paper.isEmpty();
        if (otherTeacher) {
            paper = grids.stream().findFirst();
        }
        if (paper.isEmpty() && reading.get() == Reading.AGAINST_PUBLISHED) {
            reading.set(Reading.SCORE);
        }
    }

    /** A RoBERTa's name holds that of BERT, so the whole last part of the source is compared. */
    private static boolean sameTeacher(String own, PublishedGrid grid) {
        String name = own.substring(Math.max(own.lastIndexOf('/'), own.lastIndexOf(':')) + 1);
        return name.startsWith(plain(grid.teacher()));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9/:]", "");
    }

    /** Score relative to the teacher's on the same rows, NaN where one is missing. */
    double share(Cell cell) {
        return teacher.isPresent() && teacher.getAsDouble() > 0
                ? cell.score() / teacher.getAsDouble()
                : Double.NaN;
    }

    /** Score less the published one, NaN where one is missing. */
    double againstPublished(Cell cell) {
        return cell.score() - cell.published().map(Reported::value).orElse(Double.NaN);
    }

    List<Double> widths() {
        return widths;
    }

    List<Double> depths() {
        return depths;
    }

    Cell cell(Part part) {
        return cells.getOrDefault(part, cell(part, null, null));
    }

    /** All cells row by row. */
    List<Cell> cells() {
        List<Cell> all = new ArrayList<>();
        widths.forEach(width -> depths.forEach(depth -> all.add(cell(new Part(width, depth)))));
        return all;
    }

    int scored() {
        return (int) cells.values().stream().filter(Cell::scored).count();
    }

    OptionalDouble teacher() {
        return teacher;
    }

    /** The model whose published grid fits task and metric. */
    Optional<String> paper() {
        return paper.map(PublishedGrid::model);
    }

    /** What the published model was made from, empty where there is none. */
    String paperTeacher() {
        return paper.map(PublishedGrid::teacher).orElse("");
    }

    /** Whether the published grid was made from another teacher than the run's. */
    boolean otherTeacher() {
        return otherTeacher;
    }

    String metric() {
        return metric;
    }

    /** What the grid's scores are measured on. */
    String split() {
        return split;
    }

    ObjectProperty<Reading> readingProperty() {
        return reading;
    }

    ObjectProperty<@Nullable Part> selectedProperty() {
        return selected;
    }
}
