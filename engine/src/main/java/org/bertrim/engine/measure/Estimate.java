package org.bertrim.engine.measure;

import java.util.List;

/**
 * What an experiment will cost on this machine, estimated.
 *
 * @param stages in their order
 * @param peakMemoryBytes resident memory of the worker at its highest
 * @param diskBytes what the run and its teacher leave on the disk
 * @param peakDiskBytes the same with the checkpoints that it needs while it runs
 */
public record Estimate(List<Stage> stages, long peakMemoryBytes, long diskBytes, long peakDiskBytes) {

    /**
     * One stage.
     *
     * @param seconds its time; 0 if {@code kept}
     * @param kept whether its result lies on the shelf already
     */
    public record Stage(String id, double seconds, boolean kept) {}

    /** Copies the list. */
    public Estimate {
        stages = List.copyOf(stages);
    }

    /** Time of all stages. */
    public double seconds() {
        return stages.stream().mapToDouble(Stage::seconds).sum();
    }
}
