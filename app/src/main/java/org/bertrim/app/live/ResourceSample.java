package org.bertrim.app.live;

import java.util.Optional;

/**
 * What the worker and the machine use at one moment.
 *
 * @param seconds since the run was opened here
 * @param workerCpu cores that the worker keeps busy, NaN where the system does not say
 * @param workerBytes resident memory of the worker, NaN where the system does not say
 * @param machineCpu share of all cores that is busy, 0 to 1
 * @param machineUsed bytes in use on the machine
 * @param machineBytes bytes that the machine has
 * @param gpu the first GPU, if there is one
 */
record ResourceSample(
        double seconds,
        long pid,
        double workerCpu,
        double workerBytes,
        double machineCpu,
        double machineUsed,
        double machineBytes,
        int cores,
        Optional<Gpu> gpu) {

    /** A GPU: how busy, 0 to 1, and its memory in bytes. */
    record Gpu(String name, double busy, double usedBytes, double bytes) {}
}
