package org.bertrim.engine.task;

/** What a task predicts. */
public enum TaskKind {
    /** One of a few classes; one logit per class. */
    CLASSIFICATION,
    /** A number; one output. */
    REGRESSION
}
