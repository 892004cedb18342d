package org.bertrim.engine.method;

import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TrainingSettings;

/**
 * What a method's work depends on beside its own settings.
 *
 * @param model the teacher with the layers that are used and the task's outputs
 * @param training what all stages share
 * @param fineTuning settings of the teacher's fine-tuning
 */
public record WorkInput(BertConfig model, TrainingSettings training, StageSettings fineTuning) {

    /** The teacher's shape. */
    public ModelShape shape() {
        return model.shape();
    }
}
