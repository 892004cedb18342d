package org.bertrim.engine.training;

import org.jspecify.annotations.Nullable;

/**
 * Settings of one training stage; what is null is inherited from {@link TrainingSettings}.
 *
 * @param epochs passes over the training rows; 0 skips the stage
 * @param learningRate peak learning rate of AdamW, decayed linearly to 0
 */
public record StageSettings(
        int epochs,
        double learningRate,
        @Nullable Integer batchSize,
        @Nullable Double warmupShare,
        @Nullable Double weightDecay,
        @Nullable Double clipNorm,
        @Nullable Double dropout) {

    /** This stage's settings laid over what all stages share. */
    public TrainingSettings over(TrainingSettings shared) {
        return new TrainingSettings(
                batchSize != null ? batchSize : shared.batchSize(),
                warmupShare != null ? warmupShare : shared.warmupShare(),
                weightDecay != null ? weightDecay : shared.weightDecay(),
                clipNorm != null ? clipNorm : shared.clipNorm(),
                dropout != null ? dropout : shared.dropout(),
                shared.checkpointMinutes(),
                shared.evaluationsPerEpoch(),
                shared.protocol());
    }
}
