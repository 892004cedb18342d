package org.bertrim.app.design;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.measure.Estimate;
import org.bertrim.engine.run.Forecast;
import org.bertrim.engine.run.TaskProfile;
import org.jspecify.annotations.Nullable;

/** What the experiment will cost on this machine, and the networks that it will make. The last values stay until there are newer ones. */
final class EstimateViewModel {

    /** Above this share of other work the measurement says too little. */
    private static final double TOO_BUSY = 0.35;
    /** Estimates are meant to be right within a quarter. */
    private static final double UNCERTAIN = 0.25;

    /** One stage with its time and its share of all stages. */
    record Stage(String name, String time, double share, boolean kept) {}

    /** One network on the size chart. */
    record Point(String id, String depth, String name, double parametersMillion, double gigaflops, double latencyMillis) {}

    /**
     * What is shown.
     *
     * @param time of all seeds together, in words, empty while the machine has not been measured
     * @param shorter what a shorter maximum of tokens would save, empty if there is nothing to save
     */
    record Shown(
            String time,
            String range,
            List<Stage> stages,
            String memory,
            String disk,
            String peakDisk,
            String teacherParameters,
            String teacherFlops,
            String smallest,
            List<Point> points,
            String machine,
            String shorter,
            int shorterTokens,
            boolean busy,
            boolean measured) {}

    /** A forecast with another one for a shorter maximum of tokens. */
    record Forecasts(Experiment experiment, TaskProfile task, Forecast now, int shorterTokens, @Nullable Forecast shorter) {}

    private final Texts texts;
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper old = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper blocked = new ReadOnlyBooleanWrapper();
    private @Nullable Experiment asked;
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");

    EstimateViewModel(Texts texts) {
        this.texts = texts;
    }

    ReadOnlyObjectProperty<@Nullable Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    /** Whether the draft has changed since, so that the values must be greyed. */
    ReadOnlyBooleanProperty old() {
        return old.getReadOnlyProperty();
    }

    /** Whether this machine is being measured now. */
    ReadOnlyBooleanProperty measuring() {
        return measuring.getReadOnlyProperty();
    }

    /** Whether there will be no estimate before the draft's problems are mended. */
    ReadOnlyBooleanProperty blocked() {
        return blocked.getReadOnlyProperty();
    }

    void block() {
        blocked.set(true);
    }

    /** Why there is no estimate; empty if there is one or will be. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    void outdated() {
        asked = null;
        old.set(true);
    }

    /** An estimate of this experiment, which is the draft as it is now, is on its way. */
    void asked(Experiment experiment) {
        asked = experiment;
        blocked.set(false);
    }

    void measuring(boolean now) {
        measuring.set(now);
    }

    void failed(Throwable why) {
        failure.set(FailureWords.of(texts, why));
    }

    /** Rows of the task cannot be used. */
    void failed(long badRows) {
        failure.set(texts.get("design.estimate-rows", badRows, Numbers.count(badRows)));
    }

    void show(Forecasts forecasts) {
        failure.set("");
        shown.set(words(forecasts));
        old.set(asked != forecasts.experiment()); // one that comes late is of a draft that was changed since
    }

    /** The tokens that a shorter maximum could have: what 95 of 100 rows fit in; 0 if the maximum is not longer than that. */
    static int shorterMaximum(TaskProfile task, int maxTokens) {
        int[] sorted = task.train().tokens().clone();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return 0;
        }
        int most = sorted[Math.min(sorted.length - 1, (int) (0.95 * sorted.length))];
        int rounded = Math.max(8, (most + 7) / 8 * 8);
        if (rounded < maxTokens) {
            return rounded;
        }
        int half = sorted[sorted.length / 2 + sorted.length / 4];
        int shorter = Math.max(8, (half + 7) / 8 * 8);
        return shorter < maxTokens ? shorter : 0;
    }

    private Shown words(Forecasts all) {
        Forecast now = all.now();
        int seeds = all.experiment().seeds().size();
        Optional<Estimate> estimate = Optional.ofNullable(now.estimate());
        double seconds = estimate.map(Estimate::seconds).orElse(Double.NaN);
        List<Stage> stages = estimate.map(each -> each.stages().stream()
                        .map(stage -> stage(stage, seconds))
                        .toList())
                .orElse(List.of());
        String shorter = "";
        if (all.shorter() != null && all.shorter().estimate() != null && estimate.isPresent()) {
            double saved = seconds - all.shorter().estimate().seconds();
            double cut = all.task().train().longerThan(all.shorterTokens());
            if (saved > 0.01 * seconds) {
                shorter = texts.get(
                        "design.shorter",
                        all.shorterTokens(),
                        Numbers.duration(texts, saved * seeds),
                        Numbers.fixed(100 * cut, 1) + " %");
            }
        }
        List<Point> points = now.networks().stream().map(this::point).toList();
        String smallest = now.networks().stream()
                .min((a, b) -> Long.compare(a.costs().parameters(), b.costs().parameters()))
                .filter(each -> now.networks().size() > 1)
                .map(each -> texts.get(
                        "design.smallest-value",
                        Numbers.count(each.costs().parameters()),
                        Numbers.quantity(each.costs().flops()).strip()))
                .orElse("");
        return new Shown(
                estimate.isPresent() ? "≈ " + Numbers.duration(texts, seconds * seeds) : "",
                estimate.isPresent()
                        ? texts.get(
                                "design.time-range",
                                Numbers.duration(texts, seconds * seeds * (1 - UNCERTAIN)),
                                Numbers.duration(texts, seconds * seeds * (1 + UNCERTAIN)))
                        : "",
                stages,
                estimate.map(each -> "≈ " + Numbers.bytes(each.peakMemoryBytes())).orElse(""),
                estimate.map(each -> "≈ " + Numbers.bytes((double) each.diskBytes() * seeds)).orElse(""),
                estimate.map(each -> texts.get("design.peak-disk", Numbers.bytes(
                                each.peakDiskBytes() + (seeds - 1.0) * each.diskBytes())))
                        .orElse(""),
                Numbers.count(now.teacher().parameters()),
                Numbers.quantity(now.teacher().flops()),
                smallest,
                points,
                texts.get(
                        seeds > 1 ? "design.machine-seeds" : "design.machine",
                        now.precision(),
                        now.threads(),
                        seeds),
                shorter,
                all.shorterTokens(),
                now.busyShare() > TOO_BUSY,
                estimate.isPresent() || !Double.isNaN(now.busyShare()));
    }

    private Stage stage(Estimate.Stage stage, double all) {
        return new Stage(
                Stages.name(texts, stage.id()),
                stage.kept() ? texts.get("design.kept") : Numbers.clock(stage.seconds()),
                all > 0 ? stage.seconds() / all : 0,
                stage.kept());
    }

    private Point point(Forecast.Network network) {
        String depth = String.format(Locale.ROOT, "%.2f", network.subnetwork().depth());
        String width = String.format(Locale.ROOT, "%.2f", network.subnetwork().width());
        return new Point(
                width + "x" + depth,
                texts.get("design.depth", depth),
                texts.get(
                        "design.network-name",
                        width,
                        depth,
                        network.subnetwork().heads(),
                        network.subnetwork().layers().size()),
                network.costs().parameters() / 1e6,
                network.costs().flops() / 1e9,
                network.latencyMillis());
    }
}
