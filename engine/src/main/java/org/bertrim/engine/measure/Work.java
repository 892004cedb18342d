package org.bertrim.engine.measure;

import org.bertrim.engine.model.BertConfig;

/**
 * One kind of work of a stage, counted.
 *
 * @param kind what is done
 * @param network the network that it is done with
 * @param rows the rows that it is done on
 * @param batch rows of a batch
 * @param times how often all of the rows are gone through; for {@link Kind#LATENCY} and {@link Kind#COPY} how often it is
 *     done at all
 * @param dropout probability of dropout in training passes
 */
public record Work(Kind kind, BertConfig network, RowSet rows, int batch, double times, double dropout) {

    /** What can be done with a network. */
    public enum Kind {
        /** Forward and backward, training batches. */
        TRAIN,
        /** Forward and backward through the shares of a distillation loss as well, training batches. */
        DISTIL,
        /** Forward, training batches: a teacher at work. */
        TEACH,
        /** Forward, batches sorted by length. */
        SCORE,
        /** Forward and backward without dropout, batches sorted by length. */
        IMPORTANCE,
        /** The optimizer's step of each training batch, on all weights of the network. */
        UPDATE,
        /** One inference at batch 1 and {@link Costs#TOKENS} tokens. */
        LATENCY,
        /** A forward pass of 64 rows of 64 tokens in float32. */
        CHECK,
        /** The weights copied in memory, e.g. to put a model on the device or to take it off. */
        COPY,
        /** The weights written to the disk, safely. */
        SAVE
    }

    /** Training passes. */
    public static Work train(BertConfig network, int batch, double epochs, double dropout) {
        return new Work(Kind.TRAIN, network, RowSet.TRAIN, batch, epochs, dropout);
    }

    /** Training passes that learn from a teacher's logits and hidden states. */
    public static Work distil(BertConfig network, int batch, double epochs, double dropout) {
        return new Work(Kind.DISTIL, network, RowSet.TRAIN, batch, epochs, dropout);
    }

    /** A teacher's passes over training batches. */
    public static Work teach(BertConfig network, int batch, double epochs) {
        return new Work(Kind.TEACH, network, RowSet.TRAIN, batch, epochs, 0);
    }

    /** Optimizer steps of training batches. */
    public static Work update(BertConfig whole, int batch, double epochs) {
        return new Work(Kind.UPDATE, whole, RowSet.TRAIN, batch, epochs, 0);
    }

    /** The same work on other rows. */
    public Work on(RowSet others) {
        return new Work(kind, network, others, batch, times, dropout);
    }

    /** Scoring passes. */
    public static Work score(BertConfig network, RowSet rows, double times) {
        return new Work(Kind.SCORE, network, rows, 64, times, 0);
    }

    /** Work that knows no rows: latency, checks, copies, saves. */
    public static Work times(Kind kind, BertConfig network, double times) {
        return new Work(kind, network, RowSet.DEV, 1, times, 0);
    }
}
