package org.bertrim.engine.training;

import ai.djl.ndarray.NDManager;
import org.bertrim.engine.kernel.Precision;

/**
 * Where and how a run computes.
 *
 * @param manager manager of the device; everything that a run allocates hangs below it
 * @param precision precision of the encoder's products
 * @param threads threads of a kernel
 * @param device name of the device, e.g. {@code cpu}
 */
public record Compute(NDManager manager, Precision precision, int threads, String device) {}
