package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.SharedFields;
import org.junit.jupiter.api.Test;

class SliderScaleTest {

    @Test
    void endsOfTheSliderAreTheEndsOfTheRange() {
        for (Field field : SharedFields.training()) {
            if (field.max() != null) {
                SliderScale scale = SliderScale.of(field);
                assertThat(scale.value(0)).as(field.key()).isEqualTo(field.min());
                assertThat(scale.value(1)).as(field.key()).isEqualTo(field.max());
            }
        }
    }

    @Test
    void defaultsCanBeSetByHand() {
        for (Field field : SharedFields.stage("", 3, 2e-5, "")) {
            if (field.defaultValue() instanceof Number standard) {
                SliderScale scale = SliderScale.of(field);
                assertThat(scale.value(scale.position(standard.doubleValue()))).as(field.key()).isEqualTo(standard.doubleValue());
            }
        }
    }

    @Test
    void valuesGrowAlongTheSlider() {
        for (SliderScale scale : List.of(
                new SliderScale(1e-8, 1, true, false),
                new SliderScale(0, 1000, true, false),
                new SliderScale(0, 1000, true, true),
                new SliderScale(0, 0.9, false, false))) {
            double last = Double.NEGATIVE_INFINITY;
            for (int i = 0; i <= 1000; i++) {
                double value = scale.value(i / 1000.0);
                assertThat(value).isGreaterThanOrEqualTo(last);
                last = value;
            }
        }
    }

    @Test
    void halfOfALogarithmicSliderIsTheGeometricMean() {
        assertThat(new SliderScale(1e-6, 1e-2, true, false).value(0.5)).isCloseTo(1e-4, within(1e-9));
    }
}
