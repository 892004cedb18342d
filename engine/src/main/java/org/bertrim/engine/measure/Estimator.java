package org.bertrim.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.model.BertConfig;

/** Turns counted work into time, memory and disk by what a calibration measured. */
public final class Estimator {

    static final int CHECKED_ROWS = 64;
    static final int CHECKED_TOKENS = 64;

    /** Two checkpoints on the disk while a new one is written, each with weights, two moments and the best weights. */
    private static final int CHECKPOINTS = 3;

    private static final int TENSORS_OF_CHECKPOINT = 4;
    /** Weights at the ends of the last two stages stay. */
    private static final int ENDS_KEPT = 2;
    /**
     * What real passes take beyond those of the measurement, which repeats a few shapes as fast as it can: ever new shapes, larger models
     * than the caches hold, garbage collection. With it the quick experiment is estimated at 51 s of stages; it took 49 s.
     */
    private static final double BEYOND_MEASUREMENT = 1.1;

    private final PassTimes times;
    private final Calibration calibration;
    private final RowLengths rows;

    /** An estimator for one machine and one task. */
    public Estimator(Calibration calibration, RowLengths rows) {
        this.calibration = calibration;
        this.times = new PassTimes(calibration);
        this.rows = rows;
    }

    /**
     * Estimates a run.
     *
     * @param teacherKept whether the fine-tuned teacher lies on the shelf already
     */
    public Estimate of(List<StageWork> stages, boolean teacherKept) {
        List<Estimate.Stage> estimated = new ArrayList<>();
        long memory = 0;
        long kept = 0;
        long largest = 0;
        for (StageWork stage : stages) {
            boolean skipped = stage.reusable() && teacherKept;
            double seconds = skipped ? 0 : stage.parts().stream().mapToDouble(this::seconds).sum();
            estimated.add(new Estimate.Stage(stage.stage(), seconds, skipped));
            memory = Math.max(memory, new PeakMemory(rows).of(stage));
            for (BertConfig model : stage.kept()) {
                kept += skipped ? 0 : Costs.of(model).sizeBytes();
            }
            for (BertConfig model : stage.resident()) {
                largest = Math.max(largest, Costs.of(model).sizeBytes());
            }
        }
        return new Estimate(
                estimated, memory, kept + ENDS_KEPT * largest, kept + CHECKPOINTS * TENSORS_OF_CHECKPOINT * largest);
    }

    /** Seconds of one inference at batch 1 and {@link Costs#TOKENS} tokens. */
    public double latencySeconds(BertConfig network) {
        return BEYOND_MEASUREMENT * times.seconds(Calibration.Mode.SINGLE, network, 1, Math.min(Costs.TOKENS, network.positions()));
    }

    private double seconds(Work work) {
        BertConfig network = work.network();
        return BEYOND_MEASUREMENT
                * work.times()
                * switch (work.kind()) {
                    case TRAIN -> passes(trainingMode(work), work, true);
                    case DISTIL -> passes(trainingMode(work), work, true) + passes(Calibration.Mode.DISTIL, full(work), true)
                            - passes(Calibration.Mode.TRAIN, full(work), true);
                    case TEACH -> passes(Calibration.Mode.INFER, work, true);
                    case SCORE -> passes(Calibration.Mode.INFER, work, false);
                    case IMPORTANCE -> passes(Calibration.Mode.TRAIN, work, false);
                    case UPDATE -> steps(work)
                            * Costs.of(network).parameters()
                            * calibration.updateSecondsPerParameter();
                    case LATENCY -> latencySeconds(network) / BEYOND_MEASUREMENT;
                    case CHECK -> times.seconds(
                            Calibration.Mode.EXACT,
                            network,
                            Math.min(CHECKED_ROWS, rows.count(RowSet.DEV)),
                            Math.min(CHECKED_TOKENS, rows.longest(RowSet.DEV)));
                    case COPY -> Costs.of(network).sizeBytes() * calibration.copySecondsPerByte();
                    case SAVE -> Costs.of(network).sizeBytes() * calibration.saveSecondsPerByte();
                };
    }

    private static Calibration.Mode trainingMode(Work work) {
        return work.dropout() > 0 ? Calibration.Mode.TRAIN_DROPOUT : Calibration.Mode.TRAIN;
    }

    private double passes(Calibration.Mode mode, Work work, boolean training) {
        double seconds = 0;
        for (Map.Entry<RowLengths.Shape, Integer> shape :
                rows.batches(work.rows(), work.batch(), training).entrySet()) {
            seconds += shape.getValue()
                    * times.seconds(
                            mode, work.network(), shape.getKey().rows(), shape.getKey().tokens());
        }
        return seconds;
    }

    private long steps(Work work) {
        return rows.batches(work.rows(), work.batch(), true).values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The same layers at full width: comparing hidden states costs the same at every width, as the hidden size stays. */
    private static Work full(Work work) {
        BertConfig network = work.network();
        BertConfig wide = network.withHeads(network.hidden() / network.headSize());
        return new Work(work.kind(), wide, work.rows(), work.batch(), work.times(), work.dropout());
    }
}
