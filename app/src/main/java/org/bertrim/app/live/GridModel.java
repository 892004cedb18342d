package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.bertrim.engine.published.PublishedGrid;
import org.bertrim.engine.published.PublishedTables;
import org.bertrim.engine.published.PublishedValue;
import org.jspecify.annotations.Nullable;

/** The sub-networks of a run by width and depth, each with its newest score, filling in while the run goes on. */
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
     * @param score newest score on dev, else on held-out rows; a fraction, NaN where there is none yet
     * @param split what it was measured on, empty without a score
     * @param published what a paper reports for it, if it reports this task and metric
     * @param costs its object of the results, a missing node before they are there
     */
    record Cell(
            Part part, double score, String split, long examples, Optional<PublishedValue> published, JsonNode costs) {

        boolean scored() {
            return Double.isFinite(score);
        }

        /** Whether the worker said that it could not be scored. */
        boolean failed() {
            return !split.isEmpty() && !scored();
        }
    }

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
        Map<Part, ScorePoint> newest = new HashMap<>();
        for (ScorePoint point : picture.scores()) {
            Part part = point.part();
            ScorePoint known = part == null ? null : newest.get(part);
            if (part != null && (known == null || rank(point.split()) >= rank(known.split()))) {
                newest.put(part, point);
                rows.add(part.width());
                columns.add(part.depth());
            }
        }
        Map<Part, JsonNode> costs = new HashMap<>();
        picture.results().path("subnetworks").forEach(node -> {
            Part part = new Part(node.path("width").asDouble(), node.path("depth").asDouble());
            costs.put(part, node);
            rows.add(part.width());
            columns.add(part.depth());
        });
        widths = List.copyOf(rows);
        depths = List.copyOf(columns);
        split = newest.values().stream().anyMatch(point -> rank(point.split()) > 0)
                ? "dev"
                : newest.values().stream().map(ScorePoint::split).findFirst().orElse("dev");
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

    private static int rank(String split) {
        return split.equals("dev") ? 2 : split.startsWith("dev") ? -1 : 0;
    }

    private Cell cell(Part part, @Nullable ScorePoint point, @Nullable JsonNode costs) {
        double score = point == null ? Double.NaN : point.scores().getOrDefault(metric, Double.NaN);
        return new Cell(
                part,
                score,
                point == null ? "" : point.split(),
                point == null ? 0 : point.examples(),
                paper.flatMap(grid -> grid.at(part.width(), part.depth())),
                costs == null ? MissingNode.getInstance() : costs);
    }

    /** Prefers the published model whose teacher is the run's; another one is used, but said. */
    private void findPaper(RunPicture picture) {
        String task = picture.started().map(started -> started.task()).orElse("");
        String own = plain(picture.experiment().path("teacher").path("source").asText());
        List<PublishedGrid> grids = published.grids(task, metric, split);
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

    /** What the reading says of a cell, NaN where it can say nothing. */
    double value(Cell cell) {
        return switch (reading.get()) {
            case SCORE -> cell.score();
            case SHARE_OF_TEACHER -> share(cell);
            case AGAINST_PUBLISHED -> againstPublished(cell);
        };
    }

    double share(Cell cell) {
        return teacher.isPresent() && teacher.getAsDouble() > 0 && cell.split().equals(split)
                ? cell.score() / teacher.getAsDouble()
                : Double.NaN;
    }

    double againstPublished(Cell cell) {
        Double value = cell.published().map(PublishedValue::value).orElse(null);
        return value != null && cell.split().equals(split) ? cell.score() - value : Double.NaN;
    }

    /** Where a cell stands on the ramp, 0 to 1 over the values of the grid; at least two points of score span it. */
    double amount(Cell cell) {
        double value = value(cell);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Cell each : cells.values()) {
            double other = value(each);
            if (Double.isFinite(other)) {
                least = Math.min(least, other);
                most = Math.max(most, other);
            }
        }
        double span = Math.max(most - least, 0.02);
        return Double.isFinite(value) ? Math.max(0, Math.min(1, (value - (most - span)) / span)) : 0;
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

    /** The published grid that fits task and metric. */
    Optional<PublishedGrid> paper() {
        return paper;
    }

    /** Whether the published grid was made from another teacher than the run's. */
    boolean otherTeacher() {
        return otherTeacher;
    }

    String metric() {
        return metric;
    }

    /** What the grid's scores are measured on; a cell on other rows says so. */
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
