package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ZoomTest {

    private final Zoom zoom = new Zoom();

    @Test
    void whatIsNotZoomedGrowsWithTheDataAndWhatIsStays() {
        zoom.all(new Range(0, 100));
        assertThat(zoom.across()).isEqualTo(new Range(0, 100));
        zoom.all(new Range(0, 200));
        assertThat(zoom.across()).isEqualTo(new Range(0, 200));
        zoom.to(0.25, 0.5, null, false);
        assertThat(zoom.across()).isEqualTo(new Range(50, 100));
        zoom.all(new Range(0, 400));
        assertThat(zoom.across()).isEqualTo(new Range(50, 100));
        assertThat(zoom.upright()).isNull();
        zoom.reset();
        assertThat(zoom.across()).isEqualTo(new Range(0, 400));
    }

    @Test
    void theWheelHoldsOnToThePlaceUnderTheMouseAndNeverLeavesTheData() {
        zoom.all(new Range(0, 100));
        zoom.scale(0.5, 0.2);
        assertThat(zoom.across()).isEqualTo(new Range(10, 60));
        zoom.move(-10);
        assertThat(zoom.across()).isEqualTo(new Range(0, 50));
        zoom.scale(4, 0.5);
        assertThat(zoom.zoomed()).isFalse();
    }

    @Test
    void onALogarithmicAxisShareAreOfTheRatio() {
        zoom.all(new Range(0, 100));
        zoom.fullUpright(new Range(0.01, 100));
        zoom.to(0, 1, new double[] {0.75, 0.25}, true);
        assertThat(zoom.upright().from()).isCloseTo(0.1, within(1e-9)); // a quarter of four decades above 0.01
        assertThat(zoom.upright().to()).isCloseTo(10, within(1e-9));
    }

    @Test
    void zoomingEndsWhereNumbersCanNoLongerBeToldApart() {
        zoom.all(new Range(1, 2));
        for (int i = 0; i < 500; i++) {
            zoom.scale(0.5, 0.5);
        }
        assertThat(zoom.across().usable()).isTrue();
    }
}
