package org.bertrim.engine.method.dynabert;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.method.dynabert.DynabertSettings.Ablation;
import org.bertrim.engine.method.dynabert.DynabertSettings.DistillationStage;
import org.bertrim.engine.method.dynabert.DynabertSettings.Order;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.training.FineTuning;
import org.bertrim.engine.training.StageSettings;

/** Which stages a set of settings means, and which networks each of them trains. */
final class Plan {

    static final String IMPORTANCE = "importance";
    static final String WIDTH = "width";
    static final String DEPTH = "depth";
    static final String FINAL = "final";
    static final String MEASURE = "measure";

    /**
     * One stage that trains.
     *
     * @param widths widths that it trains
     * @param depths depths that it trains
     * @param teacherWidth the teacher has the student's width rather than the full one
     * @param teacherDepth the teacher has the student's depth rather than the full one
     * @param ownTeacher the teacher is the student as it was before this stage rather than the fine-tuned model
     */
    record Stage(
            String id,
            DistillationStage settings,
            List<Double> widths,
            List<Double> depths,
            boolean teacherWidth,
            boolean teacherDepth,
            boolean ownTeacher) {}

    private final DynabertSettings settings;

    Plan(DynabertSettings settings) {
        this.settings = settings;
    }

    /** Ids of all stages, in order. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        ids.add(FineTuning.STAGE);
        if (settings.ablation() == Ablation.SEPARATE) {
            for (double depth : settings.depths()) {
                for (double width : settings.widths()) {
                    ids.add(separateStage(width, depth));
                }
            }
        } else {
            if (rewires()) {
                ids.add(IMPORTANCE);
            }
            distilling().forEach(stage -> ids.add(stage.id()));
            if (settings.stages().finalTuning().epochs() > 0) {
                ids.add(FINAL);
            }
        }
        ids.add(MEASURE);
        return ids;
    }

    boolean rewires() {
        return settings.ablation() == Ablation.REWIRING || settings.ablation() == Ablation.FULL;
    }

    boolean distils() {
        return settings.ablation() == Ablation.FULL;
    }

    /** The stages before final fine-tuning, in the chosen order; those without epochs are left out. */
    List<Stage> distilling() {
        DistillationStage width = settings.stages().width();
        DistillationStage depth = settings.stages().depth();
        List<Double> whole = List.of(1.0);
        List<Double> widths = settings.widths();
        List<Double> depths = settings.depths();
        // a teacher's part is only worth learning from after the stage that trained it
        boolean widthFirst = width.epochs() > 0;
        boolean depthFirst = depth.epochs() > 0;
        List<Stage> stages = settings.order() == Order.WIDTH_DEPTH
                ? List.of(
                        new Stage(WIDTH, width, widths, whole, false, false, false),
                        new Stage(DEPTH, depth, widths, depths, widthFirst, false, widthFirst))
                : settings.order() == Order.JOINT
                        ? List.of(new Stage(DEPTH, depth, widths, depths, false, false, false))
                        : List.of(
                                new Stage(DEPTH, depth, whole, depths, false, false, false),
                                new Stage(WIDTH, width, widths, depths, false, depthFirst, depthFirst));
        return stages.stream().filter(stage -> stage.settings().epochs() > 0).toList();
    }

    /** The networks of a stage: depth by depth, each from the widest to the narrowest as listed. */
    List<Passes.Pupil> pupils(Stage stage, ModelShape shape) {
        List<Passes.Pupil> pupils = new ArrayList<>();
        for (double depth : stage.depths()) {
            for (double width : stage.widths()) {
                pupils.add(new Passes.Pupil(
                        Subnetwork.of(shape, width, depth, settings.layerRule()),
                        Subnetwork.of(
                                shape,
                                stage.teacherWidth() ? width : 1.0,
                                stage.teacherDepth() ? depth : 1.0,
                                settings.layerRule())));
            }
        }
        return pupils;
    }

    /** The whole grid, depth by depth. */
    List<Subnetwork> grid(ModelShape shape) {
        List<Subnetwork> grid = new ArrayList<>();
        for (double depth : settings.depths()) {
            for (double width : settings.widths()) {
                grid.add(Subnetwork.of(shape, width, depth, settings.layerRule()));
            }
        }
        return grid;
    }

    /** Stage id of one network that is trained on its own. */
    static String separateStage(double width, double depth) {
        return WIDTH + "-" + width + "x" + depth;
    }

    /** Each network that is trained on its own gets the epochs of all stages together, at the width stage's rate. */
    StageSettings separateSettings() {
        StageSettings width = settings.stages().width().stage();
        int epochs = width.epochs()
                + settings.stages().depth().epochs()
                + settings.stages().finalTuning().epochs();
        return new StageSettings(
                epochs,
                width.learningRate(),
                width.batchSize(),
                width.warmupShare(),
                width.weightDecay(),
                width.clipNorm(),
                width.dropout());
    }
}
