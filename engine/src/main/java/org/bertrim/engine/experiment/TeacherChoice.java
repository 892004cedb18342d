package org.bertrim.engine.experiment;

import org.bertrim.engine.training.StageSettings;
import org.jspecify.annotations.Nullable;

/**
 * Which model to start from.
 *
 * @param source {@code builtin:NAME}, {@code folder:ABSOLUTE-PATH}, {@code hub:OWNER/NAME} or {@code run:ID}
 * @param layers only so many of the first layers; null for all
 * @param fineTuning how it is fine-tuned for the task; 0 epochs if it is already
 */
public record TeacherChoice(String source, @Nullable Integer layers, StageSettings fineTuning) {}
