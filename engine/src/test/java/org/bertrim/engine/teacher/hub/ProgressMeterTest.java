package org.bertrim.engine.teacher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bertrim.engine.teacher.hub.DownloadProgress.Phase;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

    private final List<DownloadProgress> told = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final ProgressMeter meter = new ProgressMeter(told::add, now::get);

    private void receive(int bytes, Duration in) {
        now.addAndGet(in.toNanos());
        meter.received(bytes);
    }

    private DownloadProgress last() {
        return told.get(told.size() - 1);
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        meter.begin(1_000_000, 0, 0);
        meter.file("w", 0);
        for (int i = 0; i < 10; i++) {
            receive(10_000, Duration.ofSeconds(1));
        }
        assertThat(last().bytesPerSecond()).isCloseTo(10_000, within(1.0));
        assertThat(last().secondsLeft()).isCloseTo(90, within(0.1));
        for (int i = 0; i < 10; i++) {
            receive(40_000, Duration.ofSeconds(1));
        }
        assertThat(last().bytesPerSecond()).isCloseTo(40_000, within(1.0));
        assertThat(last().bytes()).isEqualTo(500_000);
        assertThat(last().share()).isEqualTo(0.5);
    }

    @Test
    void whatWasThereBeforeCountsAsBytesButNotAsSpeed() {
        meter.begin(1000, 200, 300);
        meter.file("w", 300);
        receive(100, Duration.ofSeconds(1));
        assertThat(last().bytes()).isEqualTo(600);
        assertThat(last().bytesPerSecond()).isCloseTo(100, within(0.1));
        assertThat(meter.furthest()).isEqualTo(100);
    }

    @Test
    void aSilentLineIsToldWithWhatCameLastAndARateThatFalls() {
        meter.begin(1000, 0, 0);
        meter.file("w", 0);
        receive(100, Duration.ofMillis(200));
        receive(100, Duration.ofMillis(1)); // too soon to be told
        assertThat(last().bytes()).isEqualTo(100);
        double before = last().bytesPerSecond();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        meter.nothingCame();
        assertThat(last().bytes()).isEqualTo(200);
        assertThat(last().bytesPerSecond()).isLessThan(before);
    }

    @Test
    void whatComesTwiceCountsOnce() {
        meter.begin(1000, 0, 0);
        meter.file("w", 0);
        receive(500, Duration.ofSeconds(1));
        meter.goOnFrom(0);
        receive(400, Duration.ofSeconds(1));
        assertThat(meter.furthest()).isEqualTo(500);
        assertThat(last().bytes()).isEqualTo(400);
    }

    @Test
    void tellsNoOftenerThanAPersonCanRead() {
        meter.begin(1000, 0, 0);
        meter.file("w", 0);
        for (int i = 0; i < 100; i++) {
            receive(1, Duration.ofMillis(10));
        }
        assertThat(told).hasSizeBetween(5, 12);
    }

    @Test
    void aTotalThatNobodyKnowsGivesNoTimeLeft() {
        meter.begin(0, 0, 0);
        meter.file("w", 0);
        receive(100, Duration.ofSeconds(1));
        assertThat(last().secondsLeft()).isNaN();
        assertThat(last().share()).isZero();
    }

    @Test
    void waitingSaysHowLong() {
        meter.waiting(Duration.ofMillis(1500));
        assertThat(last().phase()).isEqualTo(Phase.WAITING);
        assertThat(last().secondsLeft()).isEqualTo(1.5);
        assertThat(last().bytesPerSecond()).isNaN();
    }
}
