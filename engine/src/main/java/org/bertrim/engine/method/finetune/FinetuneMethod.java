package org.bertrim.engine.method.finetune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.NetworkMeasures;
import org.bertrim.engine.method.SharedWork;
import org.bertrim.engine.method.WorkInput;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.FineTuning;

/** Plain fine-tuning (Devlin et al. 2019): the baseline of every other method, and the way to make a teacher. */
public final class FinetuneMethod implements Method<FinetuneSettings> {

    private static final String MEASURE = "measure";

    /** For the list of methods. */
    public FinetuneMethod() {}

    @Override
    public String type() {
        return "finetune";
    }

    @Override
    public Class<FinetuneSettings> settingsType() {
        return FinetuneSettings.class;
    }

    @Override
    public List<Field> fields() {
        return FinetuneFields.fields();
    }

    @Override
    public List<FieldProblem> check(FinetuneSettings settings, ModelShape teacher) {
        return List.of();
    }

    @Override
    public Set<TaskKind> taskKinds() {
        return EnumSet.allOf(TaskKind.class);
    }

    /** The teacher learns from the original rows, and there is no student. */
    @Override
    public boolean learnsFromAugmentedRows() {
        return false;
    }

    @Override
    public List<String> stages(FinetuneSettings settings) {
        return List.of(FineTuning.STAGE, MEASURE);
    }

    @Override
    public List<StageWork> work(FinetuneSettings settings, WorkInput input) {
        return List.of(
                SharedWork.fineTuning(input),
                SharedWork.measuring(MEASURE, input, List.of(), List.of(input.model())));
    }

    @Override
    public MethodResults run(FinetuneSettings settings, MethodContext context) {
        FineTunedTeacher teacher = context.fineTuned();
        context.models().write("teacher", teacher.config(), teacher.weights(), null);
        context.port().begin(MEASURE, 0, 0);
        NetworkMeasures measures = new NetworkMeasures(context);
        ObjectNode content = Json.mapper().createObjectNode();
        try (BertModel model = new BertModel(
                        context.compute().manager(), teacher.config(), teacher.weights(), context.compute().precision());
                BertModel exact = new BertModel(
                        context.compute().manager(), teacher.config(), teacher.weights(), Precision.FLOAT32)) {
            Network full = Network.full(teacher.config());
            content.set("teacher", measures.describe(model, full, teacher.devScores()));
            MethodResults.Check check = measures.savedModelEquals(exact, full);
            context.port().end(MEASURE, 0);
            return new MethodResults(content, List.of(check));
        }
    }
}
