package org.bertrim.engine.method.adabert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TokenRows;
import org.junit.jupiter.api.Test;

class RowAnswersTest {

    /** Rows of different lengths, so that they are asked about in another order than theirs. */
    private static final TokenRows ROWS =
            new TokenRows(new int[][] {{1}, {1, 2, 3}, {1, 2}}, new int[][] {{0}, {0, 0, 0}, {0, 0}}, new float[3]);

    @Test
    void theLastAnswerOfEachRowIsGivenAgainInTheRowsOrder() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                RowAnswers asked = new RowAnswers(
                        manager, ROWS, 0, new long[] {2, 2}, batch -> answer(manager, batch), RowAnswers.ROOM, rows -> {})) {
            StoredTensor last = asked.lastOf();

            assertThat(last.shape()).containsExactly(3, 2);
            assertThat(last.toFloats()).containsExactly(2, 3, 12, 13, 22, 23);
            try (RowAnswers given = RowAnswers.given(manager, last);
                    Value some = given.of(Batches.of(ROWS, new int[] {2, 0}, 0))) {
                assertThat(given.kept()).isTrue();
                assertThat(some.floats(manager)).containsExactly(22, 23, 2, 3);
            }
        }
    }

    /** Row r answers ((10r, 10r + 1), (10r + 2, 10r + 3)). */
    private static Value answer(NDManager manager, Batch batch) {
        float[] values = new float[4 * batch.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 10f * batch.indices()[i / 4] + i % 4;
        }
        return Value.of(manager.create(values, new Shape(batch.rows(), 2, 2)));
    }
}
