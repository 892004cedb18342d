package org.bertrim.engine.method.dynabert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.SharedFields;
import org.bertrim.engine.method.dynabert.DynabertSettings.Ablation;
import org.bertrim.engine.method.dynabert.DynabertSettings.DistillationStage;
import org.bertrim.engine.method.dynabert.DynabertSettings.Order;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Subnetwork;

/** Descriptions of DynaBERT's settings, with the defaults of the authors' repository. */
public final class DynabertFields {

    private static final String EPOCHS_AND_RATE = "README and run_glue.py of the released code";
    private static final double LARGEST_WEIGHT = 1000;

    private DynabertFields() {}

    /** Every setting, in the order of a form. */
    public static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.shares("widths", Field.OF_HEADS, List.of(1.0, 0.75, 0.5, 0.25), "section 3: four width multipliers"));
        fields.add(Field.shares("depths", Field.OF_LAYERS, List.of(1.0, 0.75, 0.5), "section 3: three depth multipliers"));
        fields.add(Field.choice(
                "layerRule",
                List.of(LayerRule.PAPER.word(), LayerRule.RELEASED_CODE.word()),
                LayerRule.PAPER.word(),
                "section 2.2; the released code keeps other layers"));
        fields.add(Field.choice(
                "order",
                List.of(Order.WIDTH_DEPTH.word(), Order.JOINT.word(), Order.DEPTH_WIDTH.word()),
                Order.WIDTH_DEPTH.word(),
                "section 2: width first, then width and depth"));
        fields.add(Field.choice(
                "ablation",
                List.of(
                        Ablation.SEPARATE.word(),
                        Ablation.VANILLA.word(),
                        Ablation.REWIRING.word(),
                        Ablation.FULL.word()),
                Ablation.FULL.word(),
                "ablation study"));
        fields.addAll(distillation("stages.width.", 1.0, 0.1, "section 2.1; README of the released code"));
        fields.addAll(distillation("stages.depth.", 1.0, 1.0, "section 2.2; README of the released code"));
        fields.addAll(SharedFields.stage("stages.final.", 3, 2e-5, EPOCHS_AND_RATE));
        return List.copyOf(fields);
    }

    /**
     * Problems between fields: widths or depths that give the same network of this teacher, and stages that would
     * distil with both weights 0.
     */
    public static List<FieldProblem> check(DynabertSettings settings, ModelShape teacher) {
        List<FieldProblem> problems = new ArrayList<>();
        checkDifferent(
                "widths", settings.widths(), "heads", width -> Subnetwork.heads(teacher.heads(), width), problems);
        checkDifferent(
                "depths",
                settings.depths(),
                "layers",
                depth -> Subnetwork.keptLayers(teacher.layers(), depth, settings.layerRule()).size(),
                problems);
        if (settings.ablation() == Ablation.FULL) {
            checkWeights("stages.width", settings.stages().width(), problems);
            checkWeights("stages.depth", settings.stages().depth(), problems);
        }
        return List.copyOf(problems);
    }

    private static List<Field> distillation(String prefix, double logits, double hidden, String source) {
        List<Field> stage = SharedFields.stage(prefix, 3, 2e-5, EPOCHS_AND_RATE);
        List<Field> fields = new ArrayList<>(stage.subList(0, 2));
        fields.add(Field.decimal(prefix + "lambdaLogits", "", 0, LARGEST_WEIGHT, logits, source).byDecades());
        fields.add(Field.decimal(prefix + "lambdaHidden", "", 0, LARGEST_WEIGHT, hidden, source).byDecades());
        fields.addAll(stage.subList(2, stage.size()));
        return fields;
    }

    private static void checkDifferent(
            String key, List<Double> shares, String unit, ToIntFunction<Double> size, List<FieldProblem> problems) {
        for (int i = 0; i < shares.size(); i++) {
            int mine = size.applyAsInt(shares.get(i));
            for (int j = 0; j < i; j++) {
                if (size.applyAsInt(shares.get(j)) == mine) {
                    problems.add(new FieldProblem(
                            key + "[" + i + "]",
                            shares.get(i).toString(),
                            "with this teacher it gives " + mine + " " + unit + " as " + key + "[" + j + "] = "
                                    + shares.get(j) + " does; each must give a different network"));
                    break;
                }
            }
        }
    }

    private static void checkWeights(String path, DistillationStage stage, List<FieldProblem> problems) {
        if (stage.epochs() > 0 && stage.lambdaLogits() == 0 && stage.lambdaHidden() == 0) {
            problems.add(new FieldProblem(
                    path + ".lambdaLogits",
                    "0.0",
                    "lambdaLogits or lambdaHidden must be above 0, else there is no loss"));
        }
    }
}
