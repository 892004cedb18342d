package org.bertrim.engine.task;

/** What a task predicts. */
public enum TaskKind {
    /** One of a few classes; one logit per class. */
    CLASSIFICATION("classes"),
    /** A number; one output. */
    REGRESSION("a value"),
    /** A part of a passage that answers a question, or that there is none; two logits per token, for where the answer starts and ends. */
    SPAN("spans of a text");

    private final String words;

    TaskKind(String words) {
        this.words = words;
    }

    /** What is predicted, in words. */
    public String words() {
        return words;
    }
}
