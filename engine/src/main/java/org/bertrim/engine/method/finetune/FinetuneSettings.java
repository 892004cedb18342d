package org.bertrim.engine.method.finetune;

/**
 * Settings of plain fine-tuning: none of its own. How the teacher is fine-tuned stands in {@code teacher.fineTuning} of
 * every experiment, because every other method starts with the same fine-tuning; a second place for it could only
 * contradict the first.
 */
public record FinetuneSettings() {}
