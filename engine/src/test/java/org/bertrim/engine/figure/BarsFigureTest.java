package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarsFigureTest {

    private static Bars thirteen() {
        List<Bars.Bar> bars = IntStream.range(0, 13)
                .mapToObj(i -> new Bars.Bar(
                        "bar-" + i, Integer.toString(i), i > 10 ? 97.5 : 50 + i, i > 10 ? "97.5" : 50 + i + ".0", "", i > 10))
                .toList();
        return new Bars("layer", "accuracy", bars, null, "Thirteen probes.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {180, 220, 345, 500})
    void equalBarsBesideEachOtherKeepTheirNumbersApart(double width) {
        Scene scene = BarsFigure.of(thirteen(), Room.paper(width));

        Bounds.assertInside(scene);
        Bounds.assertNoTextOverlaps(scene);
        assertThat(scene.marks().stream().filter(mark -> mark.id().equals("value-bar-11"))).hasSize(1);
    }

    @Test
    void allNumbersStandWhereThereIsRoom() {
        Scene scene = BarsFigure.of(thirteen(), Room.paper(500));

        assertThat(scene.marks().stream().filter(mark -> mark.id().startsWith("value-"))).hasSize(13);
    }
}
