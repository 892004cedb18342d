package org.bertrim.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.RunControl;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.run.WorkerLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What watching a long run costs: {@code -Dlive.points=100000} is the number of points per curve of the run that is made. It prints the
 * time to open, the longest gap between two pulses, what processors did for drawing between two of them, and the share of one core
 * that the whole process but the writer takes, with the place hidden, shown at rest, and shown while the run writes twenty steps a
 * second.
 */
@EnabledIfSystemProperty(named = "live.points", matches = "\\d+")
class LiveMonitorMeasurement {

    private static final long SECONDS = 10;

    private final OperatingSystemMXBean process =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Random random = new Random(1);

    @Test
    void watchingALongRun() throws IOException {
        int points = Integer.getInteger("live.points");
        Path workspace = Path.of("target", "live-measure", UUID.randomUUID().toString()).toAbsolutePath();
        Files.createDirectories(workspace);
        SmallRun run = new SmallRun(workspace).started().stage("width", 2L * points);
        for (int i = 1; i <= points; i++) {
            step(run, i, points);
        }
        FxBackground background = new FxBackground();
        AppContext context = new AppContext(
                workspace, Texts.of(Locale.ENGLISH), background, new NoControl(), new Nowhere(), failure -> {
                    throw new IllegalStateException(failure);
                });
        try (WorkerLock lock = WorkerLock.tryAcquire(run.folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            LivePlace place = Screens.call(() -> new LivePlace(context));
            Stage stage = Screens.show(() -> (javafx.scene.Parent) place.view(), 1340, 800, Theme.LIGHT);
            double hidden = load(() -> {});
            Pulses pulses = Screens.call(Pulses::new);
            long cpu = process.getProcessCpuTime();
            long begin = System.nanoTime();
            Screens.run(() -> {
                place.open(run.id());
                place.shown();
            });
            Screens.await("the run is read", () -> !place.state().get().isEmpty());
            Screens.settle();
            double opened = (System.nanoTime() - begin) / 1e9;
            double opening = (process.getProcessCpuTime() - cpu) / 1e9;
            List<Long> whileOpening = pulses.take();
            Screens.run(pulses::stop); // counting pulses costs more than watching
            double rest = load(() -> {});
            int[] at = {points};
            double busy = load(() -> step(run, ++at[0], points));
            Screens.run(pulses::start);
            Runnable[] first = {pulses::take}; // the collection before the time begins is not one of its frames
            load(() -> {
                first[0].run();
                first[0] = () -> {};
                step(run, ++at[0], points);
            });
            List<Long> drawing = pulses.drawing();
            List<Long> whileGrowing = pulses.take();
            assertThat(whileGrowing).isNotEmpty();
            System.out.printf(
                    Locale.ROOT,
                    "points per curve %d, events %d, file %.1f MB%n"
                            + "opened in %.2f s, %.2f s of processor time; longest time between two pulses meanwhile %d ms%n"
                            + "share of one core: place hidden %.1f %%, shown at rest %.1f %%, shown with 20 steps/s %.1f %%%n"
                            + "pulses while it grows: median %d ms, 99th percentile %d ms, longest %d ms%n"
                            + "processor time of drawing and rendering between two pulses: 99th percentile %d ms, longest %d ms%n"
                            + "heap in use %.0f MB, load average %.1f%n",
                    points,
                    run.log.lastSeq(),
                    Files.size(run.folder.eventsFile()) / 1e6,
                    opened,
                    opening,
                    percentile(whileOpening, 1),
                    100 * hidden,
                    100 * rest,
                    100 * busy,
                    percentile(whileGrowing, 0.5),
                    percentile(whileGrowing, 0.99),
                    percentile(whileGrowing, 1),
                    percentile(drawing, 0.99),
                    percentile(drawing, 1),
                    heap() / 1e6,
                    process.getSystemLoadAverage());
            Screens.run(place::dispose);
            Screens.close(stage);
        }
        background.close();
        parts(workspace, run);
    }

    /** How long the steps of one refresh take on the thread that draws. */
    private static void parts(Path workspace, SmallRun run) {
        long t0 = System.nanoTime();
        RunPicture picture = new RunReader(workspace, run.id(), System::nanoTime).read();
        long t1 = System.nanoTime();
        LossModel losses = new LossModel();
        losses.update(picture);
        losses.lines(); // once to warm up
        long t2 = System.nanoTime();
        List<Line> lines = losses.lines();
        long t3 = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "reading all events %d ms; lines of one refresh %d ms, %d lines%n",
                (t1 - t0) / 1_000_000,
                (t3 - t2) / 1_000_000,
                lines.size());
    }

    private void step(SmallRun run, int step, int points) {
        Map<String, Double> values = new LinkedHashMap<>();
        double base = 2 * Math.exp(-3.0 * step / points);
        values.put("loss", base + 0.3 * random.nextGaussian());
        for (String part : List.of("1.0x1.0", "0.75x1.0", "0.5x1.0", "0.25x1.0")) {
            values.put("loss.logits." + part, base + 0.2 * random.nextGaussian());
        }
        run.step("width", step, values);
        run.progress("width", step, 2L * points, 60);
    }

    /**
     * Processor time per second over {@value #SECONDS} seconds, while this thread, which stands for the worker and is not counted, does
     * something twenty times a second. All else is counted: the thread that draws, the renderer, the readers, compiler and collector.
     */
    private double load(Runnable twentyTimes) {
        System.gc(); // what reading has left behind is not watching
        long cpu = watching();
        long begin = System.nanoTime();
        for (long next = begin; next < begin + SECONDS * 1_000_000_000L; next += 50_000_000L) {
            twentyTimes.run();
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return (watching() - cpu) / (double) (System.nanoTime() - begin);
    }

    private long watching() {
        return process.getProcessCpuTime() - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long percentile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()))) / 1_000_000;
    }

    /** Times between pulses of the thread that draws. */
    private static final class Pulses extends AnimationTimer {

        private final List<Long> gaps = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> work = Collections.synchronizedList(new ArrayList<>());
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final long renderer = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("QuantumRenderer"))
                .findFirst()
                .orElseThrow()
                .getId();
        private long last;
        private long lastWork;

        Pulses() {
            super.start();
        }

        @Override
        public void handle(long now) {
            long worked = threads.getCurrentThreadCpuTime() + threads.getThreadCpuTime(renderer);
            if (last != 0) {
                gaps.add(now - last);
                work.add(worked - lastWork);
            }
            last = now;
            lastWork = worked;
        }

        @Override
        public void start() {
            last = 0;
            super.start();
        }

        List<Long> take() {
            List<Long> taken = new ArrayList<>(gaps);
            gaps.clear();
            work.clear();
            Collections.sort(taken);
            return taken;
        }

        /** What the thread that draws and the renderer did between two pulses, both together, since the last taking. */
        List<Long> drawing() {
            List<Long> taken = new ArrayList<>(work);
            Collections.sort(taken);
            return taken;
        }
    }

    /** Controls nothing. */
    private static final class NoControl implements RunControl {
        @Override
        public List<String> submit(JsonNode experiment, Path base, boolean first) {
            return List.of();
        }

        @Override
        public void pause(String runId) {}

        @Override
        public void proceed(String runId) {}

        @Override
        public void stop(String runId) {}

        @Override
        public void resume(String runId) {}
    }

    /** Goes nowhere. */
    private static final class Nowhere implements Navigator {
        @Override
        public void open(PlaceId place) {}

        @Override
        public void openRun(String runId) {}

        @Override
        public void openExperiment(JsonNode experiment) {}
    }
}
