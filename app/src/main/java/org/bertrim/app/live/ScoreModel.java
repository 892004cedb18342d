package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/** Scores as they were measured during the run, with the teacher's score and the target that is set against it. */
final class ScoreModel {

    private static final String DEV = "dev";
    private static final int SHOWN_AT_FIRST = 4;

    private final ObservableList<String> splits = FXCollections.observableArrayList();
    private final ObservableList<Part> parts = FXCollections.observableArrayList();
    private final ObservableSet<Part> chosenParts = FXCollections.observableSet();
    private final ObjectProperty<String> split = new SimpleObjectProperty<>(this, "split", DEV);
    private final ObjectProperty<XAxis> axis = new SimpleObjectProperty<>(this, "axis", XAxis.STEP);
    private final DoubleProperty target = new SimpleDoubleProperty(this, "target", 0.97);
    private List<ScorePoint> points = List.of();
    private List<StageFact> facts = List.of();
    private boolean splitChosen;
    private boolean partsChosen;

    void clear() {
        points = List.of();
        facts = List.of();
        splitChosen = false;
        partsChosen = false;
        splits.clear();
        parts.clear();
        chosenParts.clear();
        split.set(DEV);
    }

    void update(RunPicture picture) {
        if (points == picture.scores()) {
            return;
        }
        points = picture.scores();
        facts = picture.stages();
        Set<String> names = new LinkedHashSet<>();
        TreeSet<Part> networks = new TreeSet<>();
        points.stream().filter(point -> point.split().equals(DEV)).findAny().ifPresent(point -> names.add(DEV));
        for (ScorePoint point : points) {
            names.add(point.split());
            if (point.part() != null) {
                networks.add(point.part());
            }
        }
        if (!splits.equals(List.copyOf(names))) {
            splits.setAll(names);
        }
        if (!splitChosen && !names.isEmpty()) {
            split.set(names.iterator().next());
        }
        if (!parts.equals(List.copyOf(networks))) {
            parts.setAll(networks);
        }
        if (!partsChosen) {
            Set<Part> wanted = new TreeSet<>(networks.stream().limit(SHOWN_AT_FIRST).toList());
            if (!chosenParts.equals(wanted)) {
                chosenParts.clear();
                chosenParts.addAll(wanted);
            }
        }
    }

    void chooseSplit(String name) {
        splitChosen = true;
        split.set(name);
    }

    void togglePart(Part part, boolean shown) {
        partsChosen = true;
        if (shown) {
            chosenParts.add(part);
        } else {
            chosenParts.remove(part);
        }
    }

    /** The metric that the chart shows: the first of the newest score; empty without one. */
    String metric() {
        for (int i = points.size() - 1; i >= 0; i--) {
            if (!points.get(i).scores().isEmpty()) {
                return points.get(i).scores().keySet().iterator().next();
            }
        }
        return "";
    }

    /** Rows that the newest score on the split was measured on, 0 without one. */
    long examples() {
        long examples = 0;
        for (ScorePoint point : points) {
            if (point.split().equals(split.get())) {
                examples = point.examples();
            }
        }
        return examples;
    }

    /** The teacher's newest score on the split, a fraction. */
    OptionalDouble teacher() {
        return teacherOn(split.get());
    }

    OptionalDouble teacherOn(String name) {
        String metric = metric();
        OptionalDouble score = OptionalDouble.empty();
        for (ScorePoint point : points) {
            Double value = point.scores().get(metric);
            if (point.ofTeacher() && point.split().equals(name) && value != null && Double.isFinite(value)) {
                score = OptionalDouble.of(value);
            }
        }
        return score;
    }

    /** Scores ×100 over the run: one line for each chosen sub-network and for each whole model. */
    List<Line> lines() {
        String metric = metric();
        Map<String, Double> offsets = axis.get().offsets(facts);
        Map<String, Growing> x = new LinkedHashMap<>();
        Map<String, Growing> y = new LinkedHashMap<>();
        Map<String, Part> owners = new LinkedHashMap<>();
        for (ScorePoint point : points) {
            Double value = point.scores().get(metric);
            if (!point.split().equals(split.get()) || value == null) {
                continue;
            }
            Part part = point.part();
            if (part != null && !chosenParts.contains(part)) {
                continue;
            }
            String id = part == null ? point.subject() : part.key();
            if (part != null) {
                owners.put(id, part);
            }
            double offset = offsets.getOrDefault(point.stage(), 0.0);
            x.computeIfAbsent(id, key -> new Growing())
                    .add(axis.get().place(point.step(), point.epoch(), point.seconds(), offset));
            y.computeIfAbsent(id, key -> new Growing()).add(100 * value);
        }
        List<Line> lines = new ArrayList<>();
        x.forEach((id, places) -> {
            if (!id.equals(ScorePoint.TEACHER) || places.size() > 1) { // a single score of the teacher is its line
                lines.add(new Line(id, owners.get(id), places.slice().copy(), y.get(id).slice().copy()));
            }
        });
        lines.sort((a, b) -> a.part() == null || b.part() == null ? 0 : a.part().compareTo(b.part()));
        return lines;
    }

    /** Where stages that were scored begin. */
    List<StageBorder> borders() {
        if (axis.get() == XAxis.TIME) {
            return List.of();
        }
        Map<String, Double> offsets = axis.get().offsets(facts);
        Set<String> scored = new LinkedHashSet<>();
        points.stream().filter(point -> point.split().equals(split.get())).forEach(point -> scored.add(point.stage()));
        return facts.stream()
                .filter(stage -> scored.contains(stage.id()) && stage.steps() > 0)
                .map(stage -> new StageBorder(stage.id(), offsets.getOrDefault(stage.id(), 0.0)))
                .toList();
    }

    ObservableList<String> splits() {
        return FXCollections.unmodifiableObservableList(splits);
    }

    ObservableList<Part> parts() {
        return FXCollections.unmodifiableObservableList(parts);
    }

    ObservableSet<Part> chosenParts() {
        return FXCollections.unmodifiableObservableSet(chosenParts);
    }

    ObjectProperty<String> splitProperty() {
        return split;
    }

    ObjectProperty<XAxis> axisProperty() {
        return axis;
    }

    /** Share of the teacher's score that is aimed at, 0.5 to 1. */
    DoubleProperty targetProperty() {
        return target;
    }
}
