package org.bertrim.engine.method.finetune;

import java.util.List;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.model.ModelShape;

/** Descriptions of fine-tuning's settings; it has none beyond the teacher's. */
public final class FinetuneFields {

    private FinetuneFields() {}

    /** Nothing: see {@link FinetuneSettings}. */
    public static List<Field> fields() {
        return List.of();
    }

    /** Any teacher can be fine-tuned. */
    public static List<FieldProblem> check(FinetuneSettings settings, ModelShape teacher) {
        return List.of();
    }
}
