package org.bertrim.engine.run;

import java.util.List;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.measure.Estimate;
import org.bertrim.engine.model.Subnetwork;
import org.jspecify.annotations.Nullable;

/**
 * What one seed of an experiment will cost and make.
 *
 * @param precision of the products on this machine
 * @param threads of a kernel on this machine
 * @param teacher counted with the task's outputs
 * @param networks what the results will describe
 * @param estimate time, memory and disk; null while the machine has not been measured, or if the method tells nothing of its work
 * @param busyShare how busy the machine was when it was measured, 0 to 1; NaN if that is not known
 */
public record Forecast(
        String precision,
        int threads,
        Costs teacher,
        List<Network> networks,
        @Nullable Estimate estimate,
        double busyShare) {

    /**
     * One network.
     *
     * @param latencyMillis of one inference at batch 1 and 128 tokens, estimated; NaN while the machine has not been measured
     */
    public record Network(Subnetwork subnetwork, Costs costs, double latencyMillis) {}

    /** Copies the list. */
    public Forecast {
        networks = List.copyOf(networks);
    }
}
