package org.bertrim.engine.method.dynabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bertrim.engine.method.dynabert.DynabertSettings.Ablation;
import org.bertrim.engine.method.dynabert.DynabertSettings.DistillationStage;
import org.bertrim.engine.method.dynabert.DynabertSettings.Order;
import org.bertrim.engine.method.dynabert.DynabertSettings.Stages;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.training.StageSettings;
import org.junit.jupiter.api.Test;

/** Which stages train which networks under which teachers. */
class PlanTest {

    private static final ModelShape SHAPE = new ModelShape(12, 768, 12, 3072, 30522, 512, 2);

    @Test
    void stagesOfEachOrderAndAblation() {
        assertThat(plan(Order.WIDTH_DEPTH, Ablation.FULL, 1, 1, 1).ids())
                .containsExactly("fine-tune", "importance", "width", "depth", "final", "measure");
        assertThat(plan(Order.JOINT, Ablation.FULL, 1, 1, 1).ids())
                .containsExactly("fine-tune", "importance", "depth", "final", "measure");
        assertThat(plan(Order.DEPTH_WIDTH, Ablation.FULL, 1, 1, 1).ids())
                .containsExactly("fine-tune", "importance", "depth", "width", "final", "measure");
        assertThat(plan(Order.WIDTH_DEPTH, Ablation.REWIRING, 1, 1, 0).ids())
                .containsExactly("fine-tune", "importance", "width", "depth", "measure");
        assertThat(plan(Order.WIDTH_DEPTH, Ablation.VANILLA, 1, 0, 1).ids())
                .containsExactly("fine-tune", "width", "final", "measure");
        assertThat(plan(Order.WIDTH_DEPTH, Ablation.SEPARATE, 1, 1, 1).ids())
                .containsExactly(
                        "fine-tune", "width-1.0x1.0", "width-0.25x1.0", "width-1.0x0.5", "width-0.25x0.5", "measure");
    }

    @Test
    void onlyTheWholeMethodDistils() {
        for (Ablation ablation : Ablation.values()) {
            assertThat(plan(Order.WIDTH_DEPTH, ablation, 1, 1, 1).distils()).isEqualTo(ablation == Ablation.FULL);
        }
    }

    /** Methods 5.3 and 5.4; pitfall 4: the teacher of the second stage really has the student's width. */
    @Test
    void widthThenDepth() {
        Plan plan = plan(Order.WIDTH_DEPTH, Ablation.FULL, 1, 1, 1);

        assertThat(pupils(plan, 0)).containsExactly("1.0x1.0<1.0x1.0", "0.25x1.0<1.0x1.0");
        assertThat(pupils(plan, 1))
                .containsExactly("1.0x1.0<1.0x1.0", "0.25x1.0<0.25x1.0", "1.0x0.5<1.0x1.0", "0.25x0.5<0.25x1.0");
        assertThat(plan.distilling()).extracting(Plan.Stage::ownTeacher).containsExactly(false, true);
        assertThat(plan.pupils(plan.distilling().get(1), SHAPE).get(3).teacher().heads()).isEqualTo(3);
    }

    @Test
    void bothAtOnceLearnFromTheWholeTeacher() {
        Plan plan = plan(Order.JOINT, Ablation.FULL, 1, 1, 1);

        assertThat(pupils(plan, 0))
                .containsExactly("1.0x1.0<1.0x1.0", "0.25x1.0<1.0x1.0", "1.0x0.5<1.0x1.0", "0.25x0.5<1.0x1.0");
        assertThat(plan.distilling().get(0).ownTeacher()).isFalse();
    }

    @Test
    void depthThenWidth() {
        Plan plan = plan(Order.DEPTH_WIDTH, Ablation.FULL, 1, 1, 1);

        assertThat(pupils(plan, 0)).containsExactly("1.0x1.0<1.0x1.0", "1.0x0.5<1.0x1.0");
        assertThat(pupils(plan, 1))
                .containsExactly("1.0x1.0<1.0x1.0", "0.25x1.0<1.0x1.0", "1.0x0.5<1.0x0.5", "0.25x0.5<1.0x0.5");
        assertThat(plan.distilling()).extracting(Plan.Stage::ownTeacher).containsExactly(false, true);
    }

    /** A narrow or shallow teacher that no stage has trained teaches nothing. */
    @Test
    void withoutItsFirstStageTheSecondLearnsFromTheWholeTeacher() {
        for (Plan plan : List.of(
                plan(Order.WIDTH_DEPTH, Ablation.FULL, 0, 1, 1), plan(Order.DEPTH_WIDTH, Ablation.FULL, 1, 0, 1))) {
            assertThat(plan.distilling()).hasSize(1);
            assertThat(plan.distilling().get(0).ownTeacher()).isFalse();
            assertThat(pupils(plan, 0)).hasSize(4).allMatch(pupil -> pupil.endsWith("<1.0x1.0"));
        }
    }

    @Test
    void separateNetworksGetTheEpochsOfAllStages() {
        assertThat(plan(Order.WIDTH_DEPTH, Ablation.SEPARATE, 1, 2, 3).separateSettings().epochs()).isEqualTo(6);
    }

    /** Kept layers 2, 4 of 4: own state q with the teacher's state of that layer, embeddings with embeddings. */
    @Test
    void statesMatchByThePapersRule() {
        assertMatching(LayerRule.PAPER, List.of(2, 4), List.of(1, 2, 3, 4), new int[] {0, 1, 2}, new int[] {0, 2, 4});
        assertMatching(LayerRule.PAPER, List.of(4), List.of(2, 4), new int[] {0, 1}, new int[] {0, 2});
        assertMatching(LayerRule.PAPER, List.of(1, 2), List.of(1, 2), new int[] {0, 1, 2}, new int[] {0, 1, 2});
    }

    /** Methods 5.4: inputs of the kept layers (0-based layer k: state k), and the last with the last. */
    @Test
    void statesMatchByTheReleasedCodesRule() {
        assertMatching(LayerRule.RELEASED_CODE, List.of(1, 3), List.of(1, 2, 3, 4), new int[] {0, 1, 2}, new int[] {0, 2, 4});
        List<Integer> twelve = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertMatching(
                LayerRule.RELEASED_CODE, List.of(1, 2, 3, 5, 6, 7, 9, 10, 11), twelve,
                new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, new int[] {0, 1, 2, 4, 5, 6, 8, 9, 10, 12});
    }

    @Test
    void aTeacherWithoutTheStudentsLayerIsRefused() {
        assertThatThrownBy(() -> StateMatching.of(LayerRule.PAPER, List.of(1, 3), List.of(2, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertMatching(
            LayerRule rule, List<Integer> student, List<Integer> teacher, int[] own, int[] theirs) {
        StateMatching matching = StateMatching.of(rule, student, teacher);
        assertThat(matching.student()).isEqualTo(own);
        assertThat(matching.teacher()).isEqualTo(theirs);
    }

    private static List<String> pupils(Plan plan, int stage) {
        return plan.pupils(plan.distilling().get(stage), SHAPE).stream()
                .map(pupil -> name(pupil.student()) + "<" + name(pupil.teacher()))
                .toList();
    }

    private static String name(Subnetwork subnetwork) {
        return Passes.name(subnetwork);
    }

    private static Plan plan(Order order, Ablation ablation, int width, int depth, int last) {
        return new Plan(new DynabertSettings(
                List.of(1.0, 0.25), List.of(1.0, 0.5), LayerRule.PAPER, order, ablation,
                new Stages(
                        new DistillationStage(width, 2e-5, 1, 0.1),
                        new DistillationStage(depth, 2e-5, 1, 1),
                        new StageSettings(last, 2e-5, null, null, null, null, null))));
    }
}
