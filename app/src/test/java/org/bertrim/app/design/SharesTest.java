package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.model.ModelShape;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static Shares shares(String unit, int layers, int heads) {
        Field field = Field.shares("x", unit, List.of(1.0), "");
        return Shares.of(field, Optional.of(new ModelShape(layers, heads * 8, heads, heads * 32, 100, 64, 2)));
    }

    @Test
    void everyCountOfHeadsAndLayersHasAShareThatKeepsIt() {
        for (int whole = 1; whole <= 48; whole++) {
            for (String unit : List.of(Field.OF_HEADS, Field.OF_LAYERS)) {
                Shares shares = shares(unit, whole, whole);
                assertThat(shares.choices()).hasSize(whole);
                for (Shares.Choice choice : shares.choices()) {
                    assertThat(shares.count(choice.share())).as("%s of %s", unit, whole).isEqualTo(choice.count());
                    assertThat(shares.snap(choice.share())).isEqualTo(choice.share());
                }
            }
        }
    }

    @Test
    void writtenSharesStayAsTheyAreWhereTheyAreWhole() {
        Shares heads = shares(Field.OF_HEADS, 12, 12);
        assertThat(heads.snap(0.75)).isEqualTo(0.75);
        assertThat(heads.snap(0.7)).as("keeps 8 heads as it is").isEqualTo(0.7);
        assertThat(heads.snap(0.74)).as("is nearest to 9 heads").isEqualTo(0.75);
        assertThat(heads.snap(0.001)).isEqualTo(0.08);
    }

    @Test
    void sharesOfNothingTakeAnyNumber() {
        Shares free = shares("", 12, 12);
        assertThat(free.snaps()).isFalse();
        assertThat(free.snap(0.123)).isEqualTo(0.123);
    }
}
