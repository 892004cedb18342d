package org.bertrim.engine.method.adabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.KeptEdge;
import org.bertrim.engine.model.Operation;
import org.junit.jupiter.api.Test;

/** Architectures of hand-made logits. */
class DerivationTest {

    private static final List<Operation> THREE = List.of(Operation.CONV3, Operation.SKIP, Operation.ZERO);

    /** Edges (0,2) (1,2) (0,3) (1,3) (2,3), each conv3, skip, zero. */
    private static final float[] LOGITS = {
        1, 0, 0, //
        0, 2, 9, // zero leads, then skip
        0, 1, 0, //
        3, 0, 0, //
        0, 0, 8 // zero leads; of equals the earlier, conv3
    };

    @Test
    void keepsTheTwoLikeliestEdgesOfANodeWithoutZero() {
        Architecture derived = Derivation.of(new float[] {0, 1, 0.5f}, LOGITS, THREE, 2, false);

        assertThat(derived.depth()).isEqualTo(2);
        assertThat(derived.edges())
                .extracting(edge -> edge.from() + "-" + edge.to() + " " + edge.operation().word())
                .containsExactly("0-2 conv3", "1-2 skip", "0-3 skip", "1-3 conv3");
        // of (1, 0, 0): e / (e + 2)
        assertThat(derived.edges().get(0).probability()).isCloseTo(Math.E / (Math.E + 2), within(1e-12));
    }

    @Test
    void zeroCompetesWhereItIsAskedTo() {
        Architecture derived = Derivation.of(new float[] {0}, LOGITS, THREE, 2, true);

        assertThat(derived.edges())
                .extracting(edge -> edge.from() + "-" + edge.to() + " " + edge.operation().word())
                .containsExactly("0-2 conv3", "1-2 zero", "1-3 conv3", "2-3 zero");
    }

    @Test
    void theShortFormCountsOperations() {
        Architecture architecture = new Architecture(
                3,
                2,
                List.of(
                        new KeptEdge(1, 3, Operation.CONV7, 1),
                        new KeptEdge(0, 2, Operation.SKIP, 1),
                        new KeptEdge(0, 3, Operation.CONV7, 1)));

        assertThat(architecture.shortForm()).isEqualTo("K=3 · conv7×2 skip×1");
        assertThat(architecture.edges().get(0).operation()).isEqualTo(Operation.SKIP);
    }

    @Test
    void aRandomCellIsCompleteAndAlwaysTheSame() {
        Architecture drawn = Derivation.random(8, List.of(Operation.values()), 3, 5);

        assertThat(drawn).isEqualTo(Derivation.random(8, List.of(Operation.values()), 3, 5));
        assertThat(drawn.depth()).isBetween(1, 8);
        assertThat(drawn.edges()).hasSize(6).noneMatch(edge -> edge.operation() == Operation.ZERO);
        for (int node = 2; node <= 4; node++) {
            int to = node;
            assertThat(drawn.edges()).filteredOn(edge -> edge.to() == to).hasSize(2);
        }
    }
}
