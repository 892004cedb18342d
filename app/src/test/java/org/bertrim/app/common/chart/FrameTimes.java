package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.junit.jupiter.api.Test;

/**
 * Measures what one frame of a live chart costs: four curves of 100,000 points each, smoothed, ten points appended to each ten times a
 * second, in a chart of 1,000×560 pixels. Printed are, per frame: the processor time of the thread that draws (smoothing, reducing,
 * drawing) and of the renderer (the picture in software, without a graphics card), which do not depend on what else the machine does,
 * then wall times, which do.
 *
 * <p>Run by its name, not with the tests; see resources/measured/README.md. It asserts no time.
 */
final class FrameTimes {

    private static final int CURVES = 4;
    private static final int POINTS = 100_000;
    private static final int APPENDED = 10;
    private static final int WARM_UP = 30;
    private static final int FRAMES = 150;
    private static final long PERIOD_NANOS = 100_000_000;

    private final double[][] values = new double[CURVES][POINTS + (WARM_UP + FRAMES) * APPENDED];
    private final double[] steps = new double[POINTS + (WARM_UP + FRAMES) * APPENDED];

    FrameTimes() {
        Random random = new Random(42);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i + 1;
            for (int c = 0; c < CURVES; c++) {
                values[c][i] = 0.1 + (0.4 + 0.1 * c) * Math.exp(-3.0 * i / POINTS) + 0.05 * random.nextGaussian();
            }
        }
    }

    @Test
    void aFrameOfALiveChart() throws InterruptedException {
        CurveChart[] chart = new CurveChart[1];
        Stage stage = Screens.show(
                () -> {
                    chart[0] = new CurveChart(Texts.of(Locale.ENGLISH));
                    chart[0].axes("step", "loss");
                    chart[0].smoothingProperty().set(0.95);
                    chart[0].curves(curves(POINTS));
                    return new StackPane(chart[0]);
                },
                1000,
                560,
                Theme.LIGHT);
        List<Double> work = new ArrayList<>();
        List<Double> picture = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long rendererId = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("QuantumRenderer"))
                .findFirst()
                .orElseThrow()
                .getId();
        WritableImage image = new WritableImage(1000, 560);
        for (int frame = 0; frame < WARM_UP + FRAMES; frame++) {
            int points = POINTS + frame * APPENDED;
            Screens.run(() -> {
                List<Curve> data = curves(points); // what the run's reader would hand over
                long start = threads.getCurrentThreadCpuTime();
                long wall = System.nanoTime();
                chart[0].curves(data);
                chart[0].layout();
                work.add((threads.getCurrentThreadCpuTime() - start) / 1e6);
                long renderer = threads.getThreadCpuTime(rendererId);
                stage.getScene().snapshot(image);
                picture.add((threads.getThreadCpuTime(rendererId) - renderer) / 1e6);
                both.add((System.nanoTime() - wall) / 1e6);
            });
        }
        print("thread that draws: smooth, reduce, draw", work.subList(WARM_UP, work.size()));
        print("renderer: the picture in software", picture.subList(WARM_UP, picture.size()));
        print("both after each other, wall time", both.subList(WARM_UP, both.size()));
        print("pause between pulses, wall time", pulses(chart[0]));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf(Locale.ROOT, "load average %.1f on %d processors%n", load, Runtime.getRuntime().availableProcessors());
        assertThat(chart[0].frame()).isNotNull();
        Screens.close(stage);
    }

    private List<Double> pulses(CurveChart chart) throws InterruptedException {
        List<Double> pauses = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        AnimationTimer timer = new AnimationTimer() {
            private long last;
            private long fed;
            private int frame;

            @Override
            public void handle(long now) {
                if (last > 0) {
                    pauses.add((now - last) / 1e6);
                }
                last = now;
                if (now - fed >= PERIOD_NANOS) {
                    fed = now;
                    chart.curves(curves(POINTS + frame * APPENDED));
                    frame++;
                    if (frame == FRAMES) {
                        stop();
                        done.countDown();
                    }
                }
            }
        };
        Screens.run(timer::start);
        done.await();
        return pauses.subList(Math.min(20, pauses.size()), pauses.size());
    }

    private List<Curve> curves(int points) {
        List<Curve> curves = new ArrayList<>();
        double[] x = Arrays.copyOf(steps, points);
        for (int c = 0; c < CURVES; c++) {
            curves.add(new Curve("c" + c, "width " + c, Role.SERIES, x, Arrays.copyOf(values[c], points)));
        }
        return curves;
    }

    private static void print(String what, List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-42s median %5.1f ms, p95 %5.1f ms, max %5.1f ms (%d frames)%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.95)],
                sorted[sorted.length - 1],
                sorted.length);
    }
}
