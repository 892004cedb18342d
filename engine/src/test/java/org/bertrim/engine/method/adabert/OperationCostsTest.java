package org.bertrim.engine.method.adabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bertrim.engine.method.adabert.AdabertSettings.Efficiency;
import org.bertrim.engine.method.adabert.AdabertSettings.Temperature;
import org.bertrim.engine.model.Operation;
import org.bertrim.engine.training.LearningRate;
import org.junit.jupiter.api.Test;

/** Constants of the efficiency loss, temperatures and rates against published and hand-made values. */
class OperationCostsTest {

    private static final List<Operation> ALL = List.of(Operation.values());

    /** EasyTransfer's modeling_adabert.py; the recipe behind the numbers agrees to 2e-5. */
    @Test
    void publishedCostsAreEasyTransfersConstants() {
        float[] published = {
            .09987373f, .10367607f, .10762545f, .09987373f, .10367607f, .10762545f, .09442003f, .09442003f, .09440472f, .09440472f
        };

        float[] costs = OperationCosts.of(Efficiency.PUBLISHED, ALL);

        float sum = 0;
        for (int i = 0; i < costs.length; i++) {
            assertThat(costs[i]).as(ALL.get(i).word()).isCloseTo(published[i], within(2.5e-5f));
            sum += costs[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-6f));
    }

    /** 3/7 and 5/7 of the largest convolution; a pool has no weights and 3·128² of 7·128³ multiply-adds: half of 3/896. */
    @Test
    void sharpCostsAreSharesOfTheLargest() {
        float[] costs = OperationCosts.of(Efficiency.SHARP, ALL);

        assertThat(costs[0]).isCloseTo(3 / 7f, within(1e-6f));
        assertThat(costs[4]).isCloseTo(5 / 7f, within(1e-6f));
        assertThat(costs[5]).isEqualTo(1);
        assertThat(costs[6]).isCloseTo(3 / 1792f, within(1e-7f));
        assertThat(costs[8]).isZero();
        assertThat(costs[9]).isZero();
    }

    @Test
    void aCandidateCostsTheSameWhateverElseIsAllowed() {
        float[] few = OperationCosts.of(Efficiency.PUBLISHED, List.of(Operation.CONV7, Operation.SKIP));

        assertThat(few[0]).isEqualTo(OperationCosts.of(Efficiency.PUBLISHED, ALL)[2]);
        assertThat(few[1]).isEqualTo(OperationCosts.of(Efficiency.PUBLISHED, ALL)[8]);
    }

    /** e^(-1) = 0.367879 at epoch 50, e^(-1.58) = 0.205975 in the last of 80, then the floor. */
    @Test
    void theTemperatureFallsAsInTheAuthorsRelease() {
        Temperature temperature = new Temperature(1.0, 0.02, 0.2);

        assertThat(temperature.at(0)).isEqualTo(1);
        assertThat(temperature.at(50)).isCloseTo(0.36787944, within(1e-8));
        assertThat(temperature.at(79)).isCloseTo(0.20597510, within(1e-8));
        assertThat(temperature.at(200)).isEqualTo(0.2);
    }

    /** Half way down half a cosine lies the mean of both ends. */
    @Test
    void theRateFallsAlongHalfACosine() {
        assertThat(LearningRate.cosine(1, 100, 2e-2, 5e-4)).isEqualTo(2e-2);
        assertThat(LearningRate.cosine(51, 100, 2e-2, 5e-4)).isCloseTo(0.01025, within(1e-9));
        assertThat(LearningRate.cosine(100, 100, 2e-2, 5e-4)).isBetween(5e-4, 5.1e-4);
    }

    /** Student layer i of k learns from the layer that is nearest to i·J/k; both ends meet. */
    @Test
    void studentLayersLearnFromProportionalTeacherLayers() {
        assertThat(layers(3, 12)).containsExactly(0, 4, 8, 12);
        assertThat(layers(5, 12)).containsExactly(0, 2, 5, 7, 10, 12); // 2.4, 4.8, 7.2, 9.6
        assertThat(layers(1, 12)).containsExactly(0, 12);
        assertThat(layers(8, 4)).containsExactly(0, 1, 1, 2, 2, 3, 3, 4, 4); // 0.5 and 1.5 go up
    }

    private static int[] layers(int depth, int teacherLayers) {
        return java.util.stream.IntStream.rangeClosed(0, depth)
                .map(i -> TransferShares.teacherLayer(i, depth, teacherLayers))
                .toArray();
    }

    @Test
    void sharesAreMeansOverTheStepsSinceTheyWereTaken() {
        TransferShares shares = new TransferShares(2, 4);
        shares.add(new float[] {0.25f, 0.75f}); // depth 1: layers 0 and 4
        shares.add(new float[] {0.5f, 0.25f, 0.25f}); // depth 2: layers 0, 2 and 4

        List<double[]> taken = shares.take();

        assertThat(taken.get(0)).containsExactly(0.375, 0, 0, 0, 0);
        assertThat(taken.get(1)).containsExactly(0, 0, 0.125, 0, 0.375);
        assertThat(taken.get(2)).containsExactly(0, 0, 0, 0, 0.125);
        assertThat(shares.take().get(0)).containsOnly(0);
    }
}
