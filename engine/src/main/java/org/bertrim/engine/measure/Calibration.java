package org.bertrim.engine.measure;

import java.util.List;

/**
 * What a short measurement found out about this machine, for one precision, thread count and encoder shape.
 *
 * <p>A pass of a network with n layers of width w over a batch of B rows of S tokens takes fixed(w, S, B) + n · layer(w, S, B)
 * seconds; both are measured at a few w and S and one B, and read off between them.
 *
 * @param machine fingerprint of the machine; another one must measure again
 * @param precision of the products
 * @param threads of a kernel
 * @param hidden hidden size of the measured encoder
 * @param headSize units of a head
 * @param feedForward neurons of the whole width
 * @param passes the measured passes
 * @param updateSecondsPerParameter zeroing, clipping and AdamW of one weight
 * @param copySecondsPerByte one copy of weights in memory
 * @param saveSecondsPerByte weights written and synced
 * @param busyShare share of the machine that other programs used just before, 0 to 1
 * @param measuredAt ISO-8601 UTC
 */
public record Calibration(
        String machine,
        String precision,
        int threads,
        int hidden,
        int headSize,
        int feedForward,
        List<Pass> passes,
        double updateSecondsPerParameter,
        double copySecondsPerByte,
        double saveSecondsPerByte,
        double busyShare,
        String measuredAt) {

    /** Kinds of passes that differ in speed. */
    public enum Mode {
        /** Forward and backward with dropout. */
        TRAIN_DROPOUT,
        /** Forward and backward without. */
        TRAIN,
        /** As {@link #TRAIN}, with all hidden states compared with a teacher's. */
        DISTIL,
        /** Forward alone. */
        INFER,
        /** Forward alone, one row. */
        SINGLE,
        /** Forward alone with float32 products. */
        EXACT
    }

    /**
     * One measured kind of pass.
     *
     * @param width share of the heads
     * @param rows rows of the batch B
     * @param tokens tokens of each S
     * @param fixedSeconds what a pass takes beside its layers
     * @param layerSeconds what each layer takes
     */
    public record Pass(Mode mode, double width, int rows, int tokens, double fixedSeconds, double layerSeconds) {}

    /** Copies the list. */
    public Calibration {
        passes = List.copyOf(passes);
    }

    /** Whether it says something about such a model in such a setting. */
    public boolean fits(String machineNow, String precisionNow, int threadsNow, int hiddenNow, int headSizeNow) {
        return machine.equals(machineNow)
                && precision.equals(precisionNow)
                && threads == threadsNow
                && hidden == hiddenNow
                && headSize == headSizeNow;
    }
}
