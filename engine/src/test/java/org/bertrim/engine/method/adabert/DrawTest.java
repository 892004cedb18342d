package org.bertrim.engine.method.adabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.CellParameters;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Operation;
import org.bertrim.engine.training.Seeds;
import org.junit.jupiter.api.Test;

/** Draws come as often as their chances say, whatever the temperature. */
class DrawTest {

    private static final ModelShape TEACHER = new ModelShape(2, 6, 2, 12, 10, 8, 2);
    private static final int DRAWS = 500;

    /** Mean of the Gumbel distribution: Euler's constant; variance π²/6. */
    @Test
    void theNoiseIsGumbels() {
        Random random = new Random(1);
        double sum = 0;
        double squares = 0;
        int count = 200_000;
        for (int i = 0; i < count; i++) {
            double g = Draw.gumbel(random);
            sum += g;
            squares += g * g;
        }
        double mean = sum / count;
        assertThat(mean).isCloseTo(0.5772, within(0.01));
        assertThat(squares / count - mean * mean).isCloseTo(Math.PI * Math.PI / 6, within(0.03));
    }

    /** Of logits ln 1, ln 2, ln 5 the chances are 1/8, 2/8, 5/8; three standard deviations of 500 draws are 0.065. */
    @Test
    void depthsAreDrawnByTheirChances() {
        Kernels.threads(1);
        List<Operation> two = List.of(Operation.CONV3, Operation.SKIP);
        CellConfig config = CellConfig.search(TEACHER, 2, 3, 1, two, false, 2);
        Map<String, StoredTensor> tables = Map.of(
                CellParameters.WORD, StoredTensor.floats(new long[] {10, 6}, new float[60]),
                CellParameters.POSITION, StoredTensor.floats(new long[] {8, 6}, new float[48]));
        try (NDManager manager = NDManager.newBaseManager();
                SearchModel model = new SearchModel(manager, config, CellParameters.initial(config, tables, 1), 2)) {
            model.architecture()
                    .get(SearchModel.DEPTH)
                    .set(new float[] {0, (float) Math.log(2), (float) Math.log(5)});
            for (double temperature : new double[] {1, 0.2}) {
                int[] counts = new int[3];
                for (int i = 0; i < DRAWS; i++) {
                    try (NDManager scope = manager.newSubManager();
                            Draw draw = new Draw(model, temperature, Seeds.of(1, "draw", i, 0), scope)) {
                        counts[draw.choice().depth() - 1]++;
                        assertThat(draw.depthGate().floats(scope)[draw.choice().depth() - 1]).isEqualTo(1);
                    }
                }
                assertThat((double) counts[0] / DRAWS).isCloseTo(1 / 8.0, within(0.065));
                assertThat((double) counts[2] / DRAWS).isCloseTo(5 / 8.0, within(0.065));
            }
        }
    }
}
