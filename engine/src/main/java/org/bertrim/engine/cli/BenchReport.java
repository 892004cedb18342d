package org.bertrim.engine.cli;

import java.util.List;
import java.util.Map;

/**
 * What {@code bertrim bench} measured, as its JSON has it.
 *
 * @param device name of the device
 * @param threads threads of a kernel
 * @param ceilings precision to GFLOP/s: best of five (4096×384)·(384×1536) products, casts included
 * @param encoder forward and backward passes of the encoder
 * @param step the training step that the shares below are of
 * @param optimizer clearing, clipping and AdamW
 * @param data cutting, padding and copying of batches
 * @param overheadShare share of the step that is spent neither in passes nor in the optimizer
 */
record BenchReport(
        String device,
        int threads,
        Map<String, Double> ceilings,
        List<Encoder> encoder,
        Step step,
        Optimizer optimizer,
        Data data,
        double overheadShare) {

    /** One encoder, batch 32: the rate of forward and backward pass together, best of a few. */
    record Encoder(
            String precision, int tokens, double width, double dropout, double gflops, double shareOfCeiling) {}

    /** The training step: medians of its time. */
    record Step(String precision, int batch, int tokens, double seconds) {}

    /** The optimizer's part of {@link Step}. */
    record Optimizer(double secondsPerStep, double shareOfStep) {}

    /** The data pipeline's part of {@link Step}, and the share of padding among a sample task's tokens. */
    record Data(double shareOfStep, double paddingShare) {}
}
