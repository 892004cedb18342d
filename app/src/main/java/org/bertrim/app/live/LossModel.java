package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/**
 * The named values of training steps as curves. A value {@code loss.logits.0.75x0.5} is the term {@code loss.logits} of one
 * sub-network: with one term chosen its sub-networks are drawn, with several their sums.
 */
final class LossModel {

    /** Stands for all stages one after the other. */
    static final String ALL_STAGES = "";

    private static final String LOSS = "loss";
    private static final int SHOWN_AT_FIRST = 4;
    private static final Set<String> NO_LOSSES = Set.of("learningRate", "gradientNorm", "temperature");

    private final ObservableList<String> terms = FXCollections.observableArrayList();
    private final ObservableList<Part> parts = FXCollections.observableArrayList();
    private final ObservableList<String> stages = FXCollections.observableArrayList();
    private final ObservableSet<String> chosenTerms = FXCollections.observableSet();
    private final ObservableSet<Part> chosenParts = FXCollections.observableSet();
    private final ObjectProperty<String> stage = new SimpleObjectProperty<>(this, "stage", ALL_STAGES);
    private final ObjectProperty<XAxis> axis = new SimpleObjectProperty<>(this, "axis", XAxis.STEP);
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final DoubleProperty smoothing = new SimpleDoubleProperty(this, "smoothing", 0.8);
    private List<StageCurves.Slice> slices = List.of();
    private List<StageFact> facts = List.of();
    private boolean stageChosen;
    private boolean termsChosen;
    private boolean partsChosen;

    /** Forgets the run; how curves are looked at stays. */
    void clear() {
        slices = List.of();
        facts = List.of();
        stageChosen = false;
        termsChosen = false;
        partsChosen = false;
        terms.clear();
        parts.clear();
        stages.clear();
        chosenTerms.clear();
        chosenParts.clear();
        stage.set(ALL_STAGES);
    }

    void update(RunPicture picture) {
        slices = picture.curves();
        facts = picture.stages();
        setIfChanged(stages, slices.stream().map(StageCurves.Slice::stage).toList());
        if (!stageChosen && !stages.isEmpty()) {
            stage.set(stages.get(stages.size() - 1));
        }
        refreshChoices();
    }

    private void refreshChoices() {
        Set<String> names = new LinkedHashSet<>();
        TreeSet<Part> networks = new TreeSet<>();
        Map<String, Integer> partsOf = new HashMap<>();
        for (StageCurves.Slice slice : shown()) {
            for (String name : slice.values().keySet()) {
                ValueName read = ValueName.of(name);
                names.add(read.term());
                read.part().ifPresent(part -> {
                    networks.add(part);
                    partsOf.merge(read.term(), 1, Integer::sum);
                });
            }
        }
        setIfChanged(terms, names);
        setIfChanged(parts, networks);
        chosenTerms.retainAll(names);
        if (!termsChosen || chosenTerms.isEmpty()) {
            Set<String> wanted = names.stream()
                    .filter(partsOf::containsKey)
                    .findFirst()
                    .or(() -> names.stream().filter(LOSS::equals).findFirst())
                    .or(() -> names.stream().findFirst())
                    .map(Set::of)
                    .orElse(Set.of());
            if (!chosenTerms.equals(wanted)) {
                chosenTerms.clear();
                chosenTerms.addAll(wanted);
            }
        }
        if (!partsChosen) {
            Set<Part> wanted = new TreeSet<>(networks.stream().limit(SHOWN_AT_FIRST).toList());
            if (!chosenParts.equals(wanted)) {
                chosenParts.clear();
                chosenParts.addAll(wanted);
            }
        }
    }

    private static <T> void setIfChanged(ObservableList<T> list, Collection<T> values) {
        if (!list.equals(new ArrayList<>(values))) {
            list.setAll(values);
        }
    }

    private List<StageCurves.Slice> shown() {
        String only = stage.get();
        return only.equals(ALL_STAGES)
                ? slices
                : slices.stream().filter(slice -> slice.stage().equals(only)).toList();
    }

    /** Looks at one stage alone, or at {@link #ALL_STAGES}. */
    void chooseStage(String id) {
        stageChosen = true;
        stage.set(id);
        refreshChoices();
    }

    /** Shows or hides a term; the last one stays. */
    void toggleTerm(String term, boolean shown) {
        termsChosen = true;
        if (shown) {
            chosenTerms.add(term);
        } else if (chosenTerms.size() > 1) {
            chosenTerms.remove(term);
        }
    }

    /** Shows one term and no other. */
    void chooseTerm(String term) {
        termsChosen = true;
        chosenTerms.retainAll(Set.of(term));
        chosenTerms.add(term);
    }

    void togglePart(Part part, boolean shown) {
        partsChosen = true;
        if (shown) {
            chosenParts.add(part);
        } else {
            chosenParts.remove(part);
        }
    }

    /** Whether a value is a loss and not something else that steps have, such as their learning rate. */
    static boolean isLoss(String term) {
        return !NO_LOSSES.contains(term);
    }

    /** The curves that are chosen, the same id for the same thing in every stage. */
    List<Line> lines() {
        boolean single = chosenTerms.size() == 1;
        LinePieces pieces = new LinePieces();
        Map<String, Double> offsets = axis.get().offsets(facts);
        for (StageCurves.Slice slice : shown()) {
            double offset = stage.get().equals(ALL_STAGES)
                    ? offsets.getOrDefault(slice.stage(), 0.0)
                    : axis.get() == XAxis.TIME && slice.size() > 0 ? slice.seconds().get(0) / 60 : 0;
            double[] x = axis.get().places(slice, offset);
            for (String term : chosenTerms) {
                List<Map.Entry<Part, Growing.Slice>> members = members(slice, term);
                Growing.Slice whole = slice.values().get(term);
                if (single && !members.isEmpty()) {
                    for (Map.Entry<Part, Growing.Slice> member : members) {
                        if (chosenParts.contains(member.getKey())) {
                            pieces.add(member.getKey().key(), member.getKey(), x, member.getValue().copy());
                        }
                    }
                } else if (whole != null) {
                    pieces.add(term, null, x, whole.copy());
                } else if (!members.isEmpty()) {
                    pieces.add(term, null, x, sum(members, slice.size()));
                }
            }
        }
        return pieces.lines();
    }

    private static List<Map.Entry<Part, Growing.Slice>> members(StageCurves.Slice slice, String term) {
        List<Map.Entry<Part, Growing.Slice>> members = new ArrayList<>();
        slice.values().forEach((name, column) -> {
            ValueName read = ValueName.of(name);
            if (read.term().equals(term)) {
                read.part().ifPresent(part -> members.add(Map.entry(part, column)));
            }
        });
        return members;
    }

    private static double[] sum(List<Map.Entry<Part, Growing.Slice>> members, int size) {
        double[] sum = new double[size];
        Arrays.setAll(sum, i -> members.stream().mapToDouble(member -> member.getValue().get(i)).sum());
        return sum;
    }

    /** Where stages begin, for every stage but the first that is shown. */
    List<StageBorder> borders() {
        List<StageBorder> borders = new ArrayList<>();
        if (stage.get().equals(ALL_STAGES)) {
            Map<String, Double> offsets = axis.get().offsets(facts);
            for (StageCurves.Slice slice : slices) {
                double begin = axis.get() == XAxis.TIME && slice.size() > 0
                        ? slice.seconds().get(0) / 60
                        : offsets.getOrDefault(slice.stage(), 0.0);
                borders.add(new StageBorder(slice.stage(), begin));
            }
        }
        return borders;
    }

    /** How many points the stages that are shown have. */
    long points() {
        return shown().stream().mapToLong(StageCurves.Slice::size).sum();
    }

    /** Everything that is chosen, in one text that is equal as long as the same is chosen. */
    String choices() {
        return stage.get() + axis.get() + new TreeSet<>(chosenTerms) + new TreeSet<>(chosenParts) + reach();
    }

    /** How far the axis reaches when the stage that is looked at alone is done; 0 where nobody knows. */
    double reach() {
        return facts.stream()
                .filter(fact -> fact.id().equals(stage.get()))
                .findFirst()
                .map(fact -> switch (axis.get()) {
                    case STEP -> (double) fact.steps();
                    case EPOCH -> fact.epochs();
                    case TIME -> 0.0;
                })
                .orElse(0.0);
    }

    ObservableList<String> terms() {
        return FXCollections.unmodifiableObservableList(terms);
    }

    ObservableList<Part> parts() {
        return FXCollections.unmodifiableObservableList(parts);
    }

    ObservableList<String> stages() {
        return FXCollections.unmodifiableObservableList(stages);
    }

    ObservableSet<String> chosenTerms() {
        return FXCollections.unmodifiableObservableSet(chosenTerms);
    }

    ObservableSet<Part> chosenParts() {
        return FXCollections.unmodifiableObservableSet(chosenParts);
    }

    ObjectProperty<String> stageProperty() {
        return stage;
    }

    ObjectProperty<XAxis> axisProperty() {
        return axis;
    }

    BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    DoubleProperty smoothingProperty() {
        return smoothing;
    }
}
