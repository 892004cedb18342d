package org.bertrim.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.measure.Calibration.Mode;
import org.bertrim.engine.measure.Calibration.Pass;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Subnetwork;
import org.junit.jupiter.api.Test;

class EstimatorTest {

    private static final ModelShape SHAPE = new ModelShape(4, 64, 4, 256, 1000, 128, 2);
    private static final BertConfig WHOLE = BertConfig.of(SHAPE, 1e-12, 2);

    /** A machine on which a layer takes 1 µs a row and token at full width, a quarter of it at a quarter, and nothing else counts. */
    private static Calibration proportional() {
        List<Pass> passes = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (double width : new double[] {0.25, 1.0}) {
                for (int tokens : new int[] {16, 64}) {
                    int rows = mode == Mode.SINGLE ? 1 : 32;
                    passes.add(new Pass(mode, width, rows, tokens, 0, 1e-6 * width * rows * tokens));
                }
            }
        }
        return new Calibration("m", "float32", 2, 64, 16, 256, passes, 0, 0, 0, 0, "2026-01-01T00:00:00Z");
    }

    private static RowLengths rows(int count, int tokens) {
        int[] lengths = new int[count];
        Arrays.fill(lengths, tokens);
        return new RowLengths(Map.of(RowSet.TRAIN, lengths, RowSet.DEV, lengths));
    }

    private static double seconds(RowLengths rows, Work... parts) {
        StageWork stage = new StageWork("x", false, List.of(parts), List.of(), List.of());
        return new Estimator(proportional(), rows).of(List.of(stage), false).seconds();
    }

    private static BertConfig part(double width, double depth) {
        return WHOLE.of(Network.of(Subnetwork.of(SHAPE, width, depth, LayerRule.PAPER)));
    }

    @Test
    void timeGrowsWithRowsTokensEpochsLayersAndWidth() {
        double one = seconds(rows(320, 20), Work.train(WHOLE, 32, 1, 0.1));
        assertThat(one).isPositive();
        assertThat(seconds(rows(640, 20), Work.train(WHOLE, 32, 1, 0.1))).isCloseTo(2 * one, within(1e-9));
        assertThat(seconds(rows(320, 40), Work.train(WHOLE, 32, 1, 0.1))).isCloseTo(2 * one, within(1e-9));
        assertThat(seconds(rows(320, 20), Work.train(WHOLE, 32, 3, 0.1))).isCloseTo(3 * one, within(1e-9));
        assertThat(seconds(rows(320, 20), Work.train(WHOLE, 16, 1, 0.1))).isCloseTo(one, within(1e-9));
        assertThat(seconds(rows(320, 20), Work.train(part(1, 0.5), 32, 1, 0.1))).isCloseTo(one / 2, within(1e-9));
        assertThat(seconds(rows(320, 20), Work.train(part(0.5, 1), 32, 1, 0.1))).isCloseTo(one / 2, within(1e-9));
    }

    @Test
    void lengthsBeyondTheMeasuredOnesGoOnAsTheyBegan() {
        double one = seconds(rows(320, 64), Work.score(WHOLE, RowSet.DEV, 1));
        assertThat(seconds(rows(320, 128), Work.score(WHOLE, RowSet.DEV, 1))).isCloseTo(2 * one, within(1e-9));
    }

    @Test
    void keptTeacherCostsNeitherTimeNorDisk() {
        List<StageWork> stages = List.of(
                new StageWork("fine-tune", true, List.of(Work.train(WHOLE, 32, 1, 0)), List.of(WHOLE), List.of(WHOLE)),
                new StageWork("width", false, List.of(Work.train(WHOLE, 32, 1, 0)), List.of(WHOLE), List.of(WHOLE)));
        Estimator estimator = new Estimator(proportional(), rows(320, 20));
        Estimate anew = estimator.of(stages, false);
        Estimate kept = estimator.of(stages, true);
        assertThat(kept.seconds()).isCloseTo(anew.seconds() / 2, within(1e-9));
        assertThat(kept.stages().get(0).kept()).isTrue();
        assertThat(anew.diskBytes() - kept.diskBytes()).isEqualTo(Costs.of(WHOLE).sizeBytes());
        assertThat(kept.peakDiskBytes()).isGreaterThan(kept.diskBytes());
    }

    @Test
    void longerRowsAndDropoutTakeMoreMemory() {
        long small = memory(rows(320, 16), 0);
        assertThat(memory(rows(320, 64), 0)).isGreaterThan(small);
        assertThat(memory(rows(320, 16), 0.1)).isGreaterThan(small);
    }

    private static long memory(RowLengths rows, double dropout) {
        StageWork stage =
                new StageWork("x", false, List.of(Work.train(WHOLE, 32, 1, dropout)), List.of(WHOLE), List.of());
        return new Estimator(proportional(), rows).of(List.of(stage), false).peakMemoryBytes();
    }
}
