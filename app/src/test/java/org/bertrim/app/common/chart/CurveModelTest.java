package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveModelTest {

    private final CurveModel model = new CurveModel();

    @Test
    void aSmoothedCurveHasItsRawCourseBehindItInTheSameColour() {
        model.smoothing(0.5);
        model.curves(List.of(curve("a", 1, 2), curve("b", 3, 4)));
        assertThat(model.layers()).extracting(CurveModel.Layer::id).containsExactly("a", "b", "a", "b");
        assertThat(model.layers())
                .extracting(CurveModel.Layer::role)
                .containsExactly(Role.RAW, Role.RAW, Role.SERIES, Role.SERIES);
        assertThat(model.layers()).extracting(CurveModel.Layer::colour).containsExactly(0, 1, 0, 1);
    }

    @Test
    void aCurveKeepsItsColourWhenOthersComeGoOrAreHidden() {
        model.curves(List.of(curve("a", 1), curve("b", 1)));
        model.show("a", false);
        assertThat(model.layers()).singleElement().satisfies(layer -> assertThat(layer.colour()).isEqualTo(1));
        model.curves(List.of(curve("c", 1), curve("b", 1)));
        assertThat(model.colour("b")).isEqualTo(1);
        assertThat(model.colour("c")).isEqualTo(2);
    }

    @Test
    void countsWhatALogarithmicAxisCannotShowOnce() {
        model.smoothing(0.0);
        model.curves(List.of(curve("a", 1, 0, -1, Double.NaN, 2)));
        assertThat(model.notPositive(new Range(0, 4))).isEqualTo(2);
        assertThat(model.notPositive(new Range(2, 4))).isEqualTo(1);
    }

    @Test
    void findsTheNearestPoint() {
        double[] x = {0, 10, 20};
        assertThat(CurveModel.nearest(x, -5)).isZero();
        assertThat(CurveModel.nearest(x, 14)).isEqualTo(1);
        assertThat(CurveModel.nearest(x, 16)).isEqualTo(2);
        assertThat(CurveModel.nearest(x, 99)).isEqualTo(2);
        assertThat(CurveModel.nearest(new double[0], 1)).isEqualTo(-1);
    }

    @Test
    void valuesAreSaidWithFourSignificantDigits() {
        assertThat(Values.text(0.123456)).isEqualTo("0.1235");
        assertThat(Values.text(1234.56)).isEqualTo("1,235");
        assertThat(Values.text(472)).isEqualTo("472");
        assertThat(Values.text(2e-5)).isEqualTo("2.00e-5");
        assertThat(Values.text(-0.5)).isEqualTo("−0.5000");
        assertThat(Values.text(Double.NaN)).isEqualTo("NaN");
    }

    private static Curve curve(String id, double... y) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        return new Curve(id, id, Role.SERIES, x, y);
    }
}
