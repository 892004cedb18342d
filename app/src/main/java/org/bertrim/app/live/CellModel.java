package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.StageIds;
import org.bertrim.engine.figure.Cell;

/**
 * An architecture search from its first state to its last, and the place in it that is looked at. Whoever looks at the end follows the
 * search; whoever goes back stays there until they come to the end again.
 */
final class CellModel {

    /** Frames in which a whole search is played back, at most. */
    private static final int MOST_PLAYED = 120;

    /**
     * One state.
     *
     * @param epoch of the stage, NaN where its epochs are not known
     * @param epochs of the whole stage, NaN likewise
     * @param temperature of the sampling
     * @param depth probability of each number of cells from 1
     * @param cells that were decided on; 0 before
     */
    record Frame(
            String stage,
            long step,
            double epoch,
            double epochs,
            double temperature,
            List<Double> depth,
            Cell cell,
            int cells) {

        boolean derived() {
            return cells > 0;
        }
    }

    private final ReadOnlyIntegerWrapper position = new ReadOnlyIntegerWrapper(this, "position", 0);
    private final ReadOnlyIntegerWrapper last = new ReadOnlyIntegerWrapper(this, "last", 0);
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing");
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private List<Frame> frames = List.of();
    private List<Event.TransferWeighed> transfers = List.of();
    private boolean expected;

    void clear() {
        frames = List.of();
        transfers = List.of();
        expected = false;
        playing.set(false);
        following.set(true);
        last.set(0);
        position.set(0);
    }

    void update(RunPicture picture) {
        boolean zeroRanked = picture.experiment().path("method").path("zeroRanked").asBoolean(false);
        List<Frame> now = new ArrayList<>();
        List<Event.TransferWeighed> weighed = new ArrayList<>();
        List<Event.ArchitectureSampled> samples = new ArrayList<>();
        for (RunHistory.Milestone each : picture.milestones()) {
            Event event = each.recorded().event();
            if (StageIds.ofPart(event)) {
                continue; // one slider shows one search: that on the run's own task
            }
            if (event instanceof Event.ArchitectureSampled sampled && !sampled.edges().isEmpty()) {
                samples.add(sampled);
                now.add(frame(picture, sampled, Cell.of(sampled, zeroRanked), 0));
            } else if (event instanceof Event.ArchitectureDerived derived) {
                now.add(derived(picture, derived, samples));
            } else if (event instanceof Event.TransferWeighed transfer) {
                weighed.add(transfer);
            }
        }
        frames = List.copyOf(now);
        transfers = List.copyOf(weighed);
        expected = picture.stages().stream()
                .anyMatch(stage -> stage.id().equals("search") && stage.status() != StageFact.Status.DONE);
        last.set(Math.max(0, frames.size() - 1));
        if (following.get() && !playing.get() || position.get() > last.get()) {
            position.set(last.get());
        }
    }

    private static Frame derived(
            RunPicture picture, Event.ArchitectureDerived derived, List<Event.ArchitectureSampled> samples) {
        Event.ArchitectureSampled before = null;
        for (Event.ArchitectureSampled sample : samples) {
            before = before == null || sample.step() <= derived.step() ? sample : before;
        }
        Cell cell = Cell.of(derived, before);
        if (before == null) {
            return new Frame(
                    derived.stage(), derived.step(), Double.NaN, Double.NaN, Double.NaN, List.of(), cell, derived.depth());
        }
        Frame frame = frame(picture, before, cell, derived.depth());
        double perStep = before.step() == 0 ? Double.NaN : frame.epoch() / before.step();
        return new Frame(
                frame.stage(), derived.step(), perStep * derived.step(), frame.epochs(), frame.temperature(), frame.depth(),
                cell, derived.depth());
    }

    private static Frame frame(RunPicture picture, Event.ArchitectureSampled sampled, Cell cell, int cells) {
        Optional<StageFact> stage = picture.stages().stream()
                .filter(each -> each.id().equals(sampled.stage()) && each.stepsPerEpoch() > 0)
                .findFirst();
        return new Frame(
                sampled.stage(),
                sampled.step(),
                stage.map(each -> (double) sampled.step() / each.stepsPerEpoch()).orElse(Double.NaN),
                stage.map(StageFact::epochs).orElse(Double.NaN),
                sampled.temperature(),
                sampled.depth(),
                cell,
                cells);
    }

    /** Whether there is a search, or will be one. */
    boolean present() {
        return expected || !frames.isEmpty();
    }

    /** Every state, oldest first; the last is what was decided on, once it is. */
    List<Frame> frames() {
        return frames;
    }

    /** The state that is looked at, empty before the first. */
    Optional<Frame> frame() {
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.get(Math.min(position.get(), frames.size() - 1)));
    }

    /** Which layer taught which at the moment that is looked at: shares by student layer, then teacher layer; empty before that is known. */
    List<double[]> transfer() {
        if (transfers.isEmpty()) {
            return List.of();
        }
        Event.TransferWeighed found = transfers.get(0);
        Frame frame = frame().orElse(null);
        for (Event.TransferWeighed each : transfers) {
            if (frame == null || each.step() <= frame.step()) {
                found = each;
            }
        }
        return found.weights();
    }

    /** Looks at another state; at the last one what comes is followed. */
    void goTo(int index) {
        int bounded = Math.max(0, Math.min(last.get(), index));
        following.set(bounded == last.get());
        position.set(bounded);
    }

    /** Plays from here on, or from the start where this is the end; does nothing where there is nothing to play. */
    void play() {
        if (frames.size() > 1) {
            if (position.get() == last.get()) {
                position.set(0);
            }
            playing.set(true);
        }
    }

    void pause() {
        playing.set(false);
        following.set(position.get() == last.get());
    }

    /** The next state of a search that is played; at the end it stops. */
    void tick() {
        if (!playing.get()) {
            return;
        }
        int stride = Math.max(1, (int) Math.ceil(frames.size() / (double) MOST_PLAYED));
        goTo(position.get() + stride);
        if (position.get() == last.get()) {
            playing.set(false);
        }
    }

    ReadOnlyIntegerProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /** The index of the last state. */
    ReadOnlyIntegerProperty lastProperty() {
        return last.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }
}
