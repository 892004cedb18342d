package org.bertrim.engine.training;

/**
 * What all stages of a run share; the object {@code training} of an experiment.
 *
 * @param batchSize rows per optimizer step
 * @param warmupShare share of a stage's steps over which the learning rate rises linearly from 0
 * @param weightDecay decoupled weight decay of AdamW; biases and layer norms are not decayed
 * @param clipNorm gradients are scaled so that their global L2 norm is at most this
 * @param dropout probability of dropout in embeddings, attention and residual branches
 * @param checkpointMinutes minutes of training between two checkpoints
 * @param evaluationsPerEpoch how often an epoch scores the held-out part; the best score selects the checkpoint
 * @param protocol {@code held-out}: selection and importance on a tenth of the training rows; {@code published}: on dev
 */
public record TrainingSettings(
        int batchSize,
        double warmupShare,
        double weightDecay,
        double clipNorm,
        double dropout,
        double checkpointMinutes,
        int evaluationsPerEpoch,
        String protocol) {}
