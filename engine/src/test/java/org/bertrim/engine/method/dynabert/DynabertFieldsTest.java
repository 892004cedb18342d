package org.bertrim.engine.method.dynabert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.groups.Tuple;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.dynabert.DynabertSettings.Ablation;
import org.bertrim.engine.method.dynabert.DynabertSettings.DistillationStage;
import org.bertrim.engine.method.dynabert.DynabertSettings.Order;
import org.bertrim.engine.method.dynabert.DynabertSettings.Stages;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.training.StageSettings;
import org.junit.jupiter.api.Test;

class DynabertFieldsTest {

    private static final ModelShape TWELVE = new ModelShape(12, 768, 12, 3072, 30522, 512, 2);

    @Test
    void publishedMultipliersGiveTwelveNetworks() {
        assertThat(check(TWELVE, List.of(1.0, 0.75, 0.5, 0.25), List.of(1.0, 0.75, 0.5))).isEmpty();
        assertThat(check(TWELVE.firstLayers(4), List.of(1.0, 0.75, 0.5, 0.25), List.of(1.0, 0.75, 0.5))).isEmpty();
    }

    /** floor(0.3 * 12) = 3 = floor(0.25 * 12) heads; floor(0.95 * 12 + 0.5) = 11 layers, of 0.9 as well. */
    @Test
    void multipliersThatGiveTheSameNetworkAreNamed() {
        assertThat(check(TWELVE, List.of(1.0, 0.3, 0.25), List.of(1.0, 0.95, 0.9)))
                .extracting(FieldProblem::path, FieldProblem::value)
                .containsExactly(
                        Tuple.tuple("widths[2]", "0.25"),
                        Tuple.tuple("depths[2]", "0.9"));
        assertThat(check(TWELVE, List.of(0.3, 0.25), List.of(1.0)).get(0).allowed())
                .contains("3 heads", "widths[0] = 0.3");
    }

    @Test
    void sameMultipliersMayDifferInALargerTeacher() {
        ModelShape sixteen = new ModelShape(24, 1024, 16, 4096, 30522, 512, 2);

        assertThat(check(TWELVE.firstLayers(2), List.of(1.0), List.of(1.0, 0.75))).hasSize(1);
        assertThat(check(sixteen, List.of(0.32, 0.25), List.of(1.0, 0.95, 0.9))).isEmpty();
    }

    @Test
    void distillationWithoutAnyWeightIsRefusedWhereItRuns() {
        assertThat(check(Ablation.FULL, 1, 0, 0))
                .extracting(FieldProblem::path)
                .containsExactly("stages.width.lambdaLogits");
        assertThat(check(Ablation.FULL, 1, 0, 0.1)).isEmpty();
        assertThat(check(Ablation.FULL, 0, 0, 0)).isEmpty();
        assertThat(check(Ablation.REWIRING, 1, 0, 0)).isEmpty();
    }

    private static List<FieldProblem> check(ModelShape teacher, List<Double> widths, List<Double> depths) {
        DistillationStage width = new DistillationStage(1, 2e-5, 1, 0.1);
        return DynabertFields.check(settings(widths, depths, Ablation.FULL, width), teacher);
    }

    private static List<FieldProblem> check(Ablation ablation, int epochs, double logits, double hidden) {
        DistillationStage width = new DistillationStage(epochs, 2e-5, logits, hidden);
        return DynabertFields.check(settings(List.of(1.0), List.of(1.0), ablation, width), TWELVE);
    }

    private static DynabertSettings settings(
            List<Double> widths, List<Double> depths, Ablation ablation, DistillationStage width) {
        StageSettings last = new StageSettings(1, 2e-5, null, null, null, null, null);
        Stages stages = new Stages(width, new DistillationStage(1, 2e-5, 1, 1), last);
        return new DynabertSettings(widths, depths, LayerRule.PAPER, Order.WIDTH_DEPTH, ablation, stages);
    }
}
