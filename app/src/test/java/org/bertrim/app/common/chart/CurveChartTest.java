package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class CurveChartTest {

    private Stage stage;
    private CurveChart chart;

    @BeforeEach
    void show() {
        stage = Screens.show(
                () -> {
                    chart = new CurveChart(Texts.of(Locale.ENGLISH));
                    chart.axes("step", "loss");
                    double[] x = new double[101];
                    double[] y = new double[101];
                    for (int i = 0; i < x.length; i++) {
                        x[i] = i;
                        y[i] = i == 60 ? -1 : 1 + i / 100.0;
                    }
                    chart.curves(List.of(new Curve("a", "total", Role.SERIES, x, y)));
                    return new StackPane(chart);
                },
                700,
                400,
                Theme.LIGHT);
    }

    @AfterEach
    void close() {
        Screens.close(stage);
    }

    @Test
    void theMouseReadsValuesOfThePointNearestToIt() {
        HoverBox box = Screens.call(() -> chart.hoverAt(chart.frame(), chart.frame().x(25.3), 100));
        assertThat(box.head()).isEqualTo("step 25");
        assertThat(box.rows()).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("total");
            assertThat(row.value()).isEqualTo("1.250");
        });
    }

    @Test
    void draggingZoomsAndADoubleClickResets() {
        javafx.geometry.Bounds bounds = Screens.call(() -> chart.localToScreen(chart.getBoundsInLocal()));
        double from = Screens.call(() -> chart.frame().x(20));
        double to = Screens.call(() -> chart.frame().x(40));
        Screens.robot()
                .moveTo(bounds.getMinX() + from, bounds.getMinY() + 150)
                .press(javafx.scene.input.MouseButton.PRIMARY)
                .moveTo(bounds.getMinX() + to, bounds.getMinY() + 152)
                .release(javafx.scene.input.MouseButton.PRIMARY);
        Screens.settle();
        assertThat(chart.zoom.across().from()).isBetween(19.0, 21.0);
        assertThat(chart.zoom.across().to()).isBetween(39.0, 41.0);
        Screens.robot().doubleClickOn(bounds.getMinX() + 300, bounds.getMinY() + 150);
        Screens.settle();
        assertThat(chart.zoom.zoomed()).isFalse();
    }

    @Test
    void theKeyboardReadsZoomsAndResets() {
        Screens.run(() -> {
            key(KeyCode.RIGHT);
            key(KeyCode.RIGHT);
        });
        assertThat(chart.getAccessibleText()).startsWith("step ").contains("total ");
        Screens.run(() -> chart.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "+", "", KeyCode.UNDEFINED, false, false, false, false)));
        assertThat(chart.zoom.zoomed()).isTrue();
        Screens.run(() -> chart.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "0", "", KeyCode.UNDEFINED, false, false, false, false)));
        assertThat(chart.zoom.zoomed()).isFalse();
    }

    @Test
    void aLogarithmicAxisSaysWhatItLeavesOut() {
        assertThat(chart.remark(new Range(0, 100))).isEmpty();
        Screens.run(() -> chart.logarithmicProperty().set(true));
        assertThat(chart.remark(new Range(0, 100))).isEqualTo("1 value at or below zero not shown");
        Screens.settle();
        assertThat(Screens.<Double>call(() -> chart.frame().upright().lower())).isPositive();
    }

    @Test
    void aChangeOfTheThemeRepaints() {
        assertThat(corner().getBrightness()).isGreaterThan(0.9);
        Screens.run(() -> Theme.DARK.apply(stage.getScene()));
        Screens.settle();
        assertThat(corner().getBrightness()).isLessThan(0.3);
    }

    private Color corner() {
        return Screens.call(() -> {
            PixelReader pixels = stage.getScene().snapshot(null).getPixelReader();
            return pixels.getColor(690, 60);
        });
    }

    private void key(KeyCode code) {
        chart.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }
}
