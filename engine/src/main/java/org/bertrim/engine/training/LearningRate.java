package org.bertrim.engine.training;

/** Linear warm-up from 0 to the peak, then linear decay to 0, as in BERT's fine-tuning. */
public final class LearningRate {

    private LearningRate() {}

    /**
     * Rate of one optimizer step.
     *
     * @param step number of the step, from 1
     * @param steps steps of the stage
     * @param warmupShare share of the steps that warm up, 0 to 1
     */
    public static double at(long step, long steps, double peak, double warmupShare) {
        double warmup = warmupShare * steps;
        double done = step - 1;
        if (done < warmup) {
            return peak * done / warmup;
        }
        return peak * Math.max(0, steps - done) / Math.max(1, steps - warmup);
    }

    /**
     * Rate that falls from {@code start} to {@code end} along half a cosine (Loshchilov and Hutter 2017, without restarts).
     *
     * @param step number of the step, from 1
     * @param steps steps of the stage
     */
    public static double cosine(long step, long steps, double start, double end) {
        double done = (double) (step - 1) / Math.max(1, steps);
        return end + (start - end) * (1 + Math.cos(Math.PI * done)) / 2;
    }
}
