package org.bertrim.engine.measure;

import java.util.Arrays;

/**
 * How long one call of a network takes.
 *
 * @param device name of the device
 * @param threads threads of a kernel
 * @param batch sequences per call
 * @param tokens tokens of each sequence
 * @param medianMillis median over the repeats, in milliseconds
 * @param p95Millis 95th percentile (nearest rank), in milliseconds
 * @param repeats timed calls after the warm-up
 */
public record Latency(
        String device, int threads, int batch, int tokens, double medianMillis, double p95Millis, int repeats) {

    private static final int WARM_UP = 3;

    /** Times {@code call} after a short warm-up: three calls, or one for a large batch. */
    public static Latency of(String device, int threads, int batch, int tokens, int repeats, Runnable call) {
        for (int i = 0; i < (batch == 1 ? WARM_UP : 1); i++) {
            call.run();
        }
        double[] millis = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            call.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        double median = repeats % 2 == 1 ? millis[repeats / 2] : (millis[repeats / 2 - 1] + millis[repeats / 2]) / 2;
        double p95 = millis[(int) Math.ceil(0.95 * repeats) - 1];
        return new Latency(device, threads, batch, tokens, median, p95, repeats);
    }
}
