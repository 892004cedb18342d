package org.bertrim.engine.task;

/** What a task predicts. */
public enum TaskKind {
    /** One of a few classes; one logit per class. */
    CLASSIFICATION,
    /** A number; one output. */
    REGRESSION,
    /** A part of a passage that answers a question, or that there is none; two logits per token, for where the answer starts and ends. */
    SPAN
}
