package org.bertrim.engine.method.dynabert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.measure.RowSet;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.measure.Work;
import org.bertrim.engine.measure.Work.Kind;
import org.bertrim.engine.method.SharedWork;
import org.bertrim.engine.method.WorkInput;
import org.bertrim.engine.method.dynabert.DynabertSettings.Ablation;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TrainingSettings;

/** Counts what the stages of a set of settings will do; follows {@link SuperNetworkRun} and {@link SeparateRun}. */
final class DynabertWork {

    private final DynabertSettings settings;
    private final WorkInput input;
    private final Plan plan;

    DynabertWork(DynabertSettings settings, WorkInput input) {
        this.settings = settings;
        this.input = input;
        this.plan = new Plan(settings);
    }

    List<StageWork> stages() {
        List<StageWork> stages = new ArrayList<>();
        List<Subnetwork> grid = plan.grid(input.shape());
        stages.add(SharedWork.fineTuning(input));
        if (settings.ablation() == Ablation.SEPARATE) {
            grid.forEach(subnetwork -> stages.add(separate(subnetwork)));
            List<BertConfig> kept = new ArrayList<>(networks(grid));
            kept.add(input.model());
            stages.add(SharedWork.measuring(Plan.MEASURE, input, networks(grid), kept));
            return stages;
        }
        if (plan.rewires()) {
            stages.add(importance());
        }
        plan.distilling().forEach(stage -> stages.add(distilling(stage)));
        StageSettings last = settings.stages().finalTuning();
        if (last.epochs() > 0) {
            stages.add(labelled(Plan.FINAL, last, input.model(), networks(grid), RowSet.TRAIN));
        }
        stages.add(SharedWork.measuring(
                Plan.MEASURE, input, networks(grid), List.of(input.model(), input.model())));
        return stages;
    }

    private StageWork importance() {
        BertConfig model = input.model();
        return new StageWork(
                Plan.IMPORTANCE,
                false,
                List.of(
                        new Work(Kind.IMPORTANCE, model, RowSet.SELECTION, Importance.BATCH, 1, 0),
                        Work.times(Kind.CHECK, model, 2),
                        Work.times(Kind.COPY, model, 4),
                        Work.times(Kind.SAVE, model, 1)),
                List.of(model, model),
                List.of());
    }

    private StageWork distilling(Plan.Stage stage) {
        List<Passes.Pupil> pupils = plan.pupils(stage, input.shape());
        List<BertConfig> students = networks(pupils.stream().map(Passes.Pupil::student).toList());
        StageSettings own = stage.settings().stage();
        if (!plan.distils()) {
            return labelled(stage.id(), own, input.model(), students, RowSet.AUGMENTED);
        }
        TrainingSettings training = own.over(input.training());
        List<Work> parts = new ArrayList<>();
        Set<Subnetwork> teachers = new LinkedHashSet<>();
        pupils.forEach(pupil -> teachers.add(pupil.teacher()));
        teachers.forEach(
                teacher -> parts.add(
                        Work.teach(network(teacher), training.batchSize(), own.epochs()).on(RowSet.AUGMENTED)));
        students.forEach(student ->
                parts.add(Work.distil(student, training.batchSize(), own.epochs(), training.dropout())
                        .on(RowSet.AUGMENTED)));
        around(parts, training, own, input.model(), students, RowSet.AUGMENTED);
        return new StageWork(
                stage.id(), false, parts, List.of(input.model(), input.model()), List.of());
    }

    private StageWork labelled(
            String id, StageSettings own, BertConfig whole, List<BertConfig> students, RowSet rows) {
        TrainingSettings training = own.over(input.training());
        List<Work> parts = new ArrayList<>();
        students.forEach(student ->
                parts.add(Work.train(student, training.batchSize(), own.epochs(), training.dropout()).on(rows)));
        around(parts, training, own, whole, students, rows);
        return new StageWork(id, false, parts, List.of(whole), List.of());
    }

    private StageWork separate(Subnetwork subnetwork) {
        BertConfig small = network(subnetwork);
        return labelled(
                Plan.separateStage(subnetwork.width(), subnetwork.depth()), plan.separateSettings(), small, List.of(small),
                RowSet.AUGMENTED);
    }

    private static void around(
            List<Work> parts,
            TrainingSettings training,
            StageSettings own,
            BertConfig whole,
            List<BertConfig> students,
            RowSet rows) {
        int update = 1;
        for (BertConfig student : students) {
            SharedWork.training(whole, student, training, own.epochs(), update).stream()
                    .map(work -> work.rows() == RowSet.TRAIN ? work.on(rows) : work)
                    .forEach(parts::add);
            parts.add(Work.score(student, RowSet.DEV, 1));
            update = 0;
        }
        parts.add(Work.times(Kind.COPY, whole, 3));
        parts.add(Work.times(Kind.SAVE, whole, 1));
    }

    private List<BertConfig> networks(List<Subnetwork> subnetworks) {
        return subnetworks.stream().map(this::network).toList();
    }

    private BertConfig network(Subnetwork subnetwork) {
        return input.model().of(Network.of(subnetwork));
    }
}
