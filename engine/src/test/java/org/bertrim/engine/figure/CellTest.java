package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.bertrim.engine.event.Event;
import org.junit.jupiter.api.Test;

class CellTest {

    private static Event.ArchitectureSampled sampled(Event.Edge... edges) {
        return new Event.ArchitectureSampled("search", 1, 1, List.of(0.5, 0.5), List.of(edges));
    }

    private static Cell.Edge edge(Cell cell, int from, int to) {
        return cell.edges().stream()
                .filter(each -> each.from() == from && each.to() == to)
                .findFirst()
                .orElseThrow();
    }

    /** The rule of methods.md 2.8: of each node the two incoming edges whose best operation is the most probable. */
    @Test
    void everyNodeKeepsItsTwoSurestEdges() {
        Cell cell = Cell.of(
                sampled(
                        SampleSearch.edge(0, 2, "conv3", 0.4),
                        SampleSearch.edge(1, 2, "skip", 0.3),
                        SampleSearch.edge(0, 3, "conv7", 0.5),
                        SampleSearch.edge(1, 3, "maxPool3", 0.2),
                        SampleSearch.edge(2, 3, "dilated5", 0.9)),
                false);
        assertThat(cell.inner()).isEqualTo(2);
        assertThat(cell.edges().stream().filter(Cell.Edge::kept).map(Cell.Edge::key))
                .containsExactly("0-2", "1-2", "0-3", "2-3");
        assertThat(edge(cell, 2, 3).operation()).isEqualTo("dilated5");
        assertThat(edge(cell, 1, 3).kept()).isFalse();
        assertThat(edge(cell, 1, 3).operation()).isEqualTo("maxPool3");
    }

    /** At temperature 0.2 an edge that hesitates between two operations comes after one whose best is less probable but without a rival. */
    @Test
    void edgesAreComparedAsDerivationComparesThem() {
        List<String> operations = List.of("conv3", "conv5", "conv7", "skip");
        Cell cell = Cell.of(
                sampled(
                        new Event.Edge(0, 2, operations, List.of(0.45, 0.45, 0.05, 0.05)),
                        new Event.Edge(1, 2, operations, List.of(0.4, 0.2, 0.2, 0.2)),
                        new Event.Edge(0, 3, operations, List.of(0.45, 0.45, 0.05, 0.05)),
                        new Event.Edge(1, 3, operations, List.of(0.4, 0.2, 0.2, 0.2)),
                        new Event.Edge(2, 3, operations, List.of(0.4, 0.2, 0.2, 0.2))),
                false);
        assertThat(edge(cell, 0, 3).kept()).isFalse();
        assertThat(edge(cell, 1, 3).kept()).isTrue();
        assertThat(edge(cell, 2, 3).kept()).isTrue();
    }

    @Test
    void whatIsShownOfASearchIsTheStateThatItsCellCameFrom() {
        Event.ArchitectureSampled chosen = sampled(1, 0.6);
        SearchState state = SearchState.of(List.of(
                chosen,
                new Event.TransferWeighed("search", 1, List.of(new double[] {1})),
                sampled(2, 0.3),
                new Event.TransferWeighed("search", 2, List.of(new double[] {0})),
                new Event.ArchitectureDerived("search", 1, 1, List.of(new Event.KeptEdge(0, 2, "conv3", 0.6))),
                new Event.ArchitectureDerived("search@pairs", 2, 1, List.of(new Event.KeptEdge(0, 2, "skip", 0.9)))));
        assertThat(state.sampled()).isSameAs(chosen);
        assertThat(Objects.requireNonNull(state.transfer()).step()).isEqualTo(1);
    }

    private static Event.ArchitectureSampled sampled(long step, double probability) {
        return new Event.ArchitectureSampled(
                "search", step, 0.5, List.of(1.0), List.of(SampleSearch.edge(0, 2, "conv3", probability)));
    }

    @Test
    void anEdgeThatZeroLeadsIsRankedByItsBestOtherOperationUnlessZeroCounts() {
        Event.ArchitectureSampled sampled = sampled(
                SampleSearch.edge(0, 2, "zero", 0.91), // leaves 0.01 for each other operation
                SampleSearch.edge(1, 2, "conv3", 0.4),
                SampleSearch.edge(0, 3, "zero", 0.91),
                SampleSearch.edge(1, 3, "conv3", 0.4),
                SampleSearch.edge(2, 3, "conv5", 0.4));
        Cell without = Cell.of(sampled, false);
        assertThat(edge(without, 0, 3).kept()).isFalse();
        assertThat(edge(without, 0, 3).operation()).as("the leading one is shown all the same").isEqualTo("zero");
        assertThat(edge(without, 0, 2).kept()).as("a node with two edges keeps both").isTrue();
        assertThat(edge(without, 0, 2).operation()).isEqualTo("conv3");
        Cell with = Cell.of(sampled, true);
        assertThat(edge(with, 0, 3).kept()).isTrue();
        assertThat(edge(with, 0, 3).operation()).isEqualTo("zero");
    }

    @Test
    void whatWasDecidedGoesBeforeWhatTheSampleSuggests() {
        Event.ArchitectureSampled sampled = sampled(
                SampleSearch.edge(0, 2, "conv3", 0.9),
                SampleSearch.edge(1, 2, "conv3", 0.9),
                SampleSearch.edge(0, 3, "conv3", 0.9),
                SampleSearch.edge(1, 3, "conv3", 0.8),
                SampleSearch.edge(2, 3, "conv3", 0.1));
        Event.ArchitectureDerived derived = new Event.ArchitectureDerived(
                "search",
                1,
                3,
                List.of(
                        new Event.KeptEdge(0, 2, "conv3", 0.9),
                        new Event.KeptEdge(1, 2, "conv3", 0.9),
                        new Event.KeptEdge(1, 3, "skip", 0.02),
                        new Event.KeptEdge(2, 3, "conv3", 0.1)));
        Cell cell = Cell.of(derived, sampled);
        assertThat(cell.derived()).isTrue();
        assertThat(cell.edges()).hasSize(5);
        assertThat(edge(cell, 0, 3).kept()).isFalse();
        assertThat(edge(cell, 1, 3).operation()).isEqualTo("skip");
        assertThat(edge(cell, 1, 3).probability()).isEqualTo(0.02);
        Cell alone = Cell.of(derived, null);
        assertThat(alone.edges()).hasSize(4).allMatch(Cell.Edge::kept);
        assertThat(alone.edges().get(0).operations()).isEmpty();
    }
}
