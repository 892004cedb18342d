package org.bertrim.app.live;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.event.Event;

/** Every named value of one stage, step by step, in plain arrays; a value that a step does not have is NaN. */
final class StageCurves {

    private final Growing seqs = new Growing();
    private final Growing steps = new Growing();
    private final Growing epochs = new Growing();
    private final Growing seconds = new Growing();
    private final Map<String, Growing> values = new LinkedHashMap<>();

    void add(long seq, double time, Event.Scalars scalars) {
        int before = seqs.size();
        seqs.add(seq);
        steps.add(scalars.step());
        epochs.add(scalars.epoch());
        seconds.add(time);
        scalars.values().forEach((name, value) -> {
            Growing column = values.computeIfAbsent(name, key -> new Growing());
            column.padTo(before);
            column.add(value == null ? Double.NaN : value);
        });
        for (Growing column : values.values()) {
            column.padTo(before + 1);
        }
    }

    /** Forgets what was written after an event. */
    void cutAfter(long seq) {
        int low = 0;
        int high = seqs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seqs.get(middle) <= seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int length = low;
        seqs.cutTo(length);
        steps.cutTo(length);
        epochs.cutTo(length);
        seconds.cutTo(length);
        values.values().forEach(column -> column.cutTo(length));
    }

    int size() {
        return seqs.size();
    }

    double lastSecond() {
        return size() == 0 ? 0 : seconds.get(size() - 1);
    }

    double lastStep() {
        return size() == 0 ? 0 : steps.get(size() - 1);
    }

    double lastEpoch() {
        return size() == 0 ? 0 : epochs.get(size() - 1);
    }

    Slice slice(String stage) {
        Map<String, Growing.Slice> columns = new LinkedHashMap<>();
        values.forEach((name, column) -> columns.put(name, column.slice()));
        return new Slice(stage, seqs.size(), steps.slice(), epochs.slice(), seconds.slice(), columns);
    }

    /**
     * The values of one stage at one moment.
     *
     * @param steps from 1, within the stage
     * @param epochs fractional, within the stage
     * @param seconds of work since the run began, pauses left out
     * @param values by name, as many as {@code size}
     */
    record Slice(
            String stage,
            int size,
            Growing.Slice steps,
            Growing.Slice epochs,
            Growing.Slice seconds,
            Map<String, Growing.Slice> values) {}
}
