package org.bertrim.engine.method.adabert;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.WorkInput;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.training.FineTuning;

/**
 * AdaBERT: a small convolutional network that is searched for a task by gradient descent (Chen et al. 2020, arXiv 2001.04246).
 *
 * <p>Defaults are the paper's and its first author's release. Deviations, each from a fault or an open point of the published codes:
 * padding is left out of means, pools and batch norms; a student of k cells learns from the teacher layers ⌊i·J/k + ½⌋, i = 0…k, by the
 * same rule in training and use; every term of the loss, not the label loss alone, is mixed by the drawn depth; statistics of batch norms
 * are estimated anew for each derived network; selection uses held-out rows.
 */
public final class AdabertMethod implements Method<AdabertSettings> {

    /** For the list of methods. */
    public AdabertMethod() {}

    @Override
    public String type() {
        return "adabert";
    }

    @Override
    public Class<AdabertSettings> settingsType() {
        return AdabertSettings.class;
    }

    @Override
    public List<Field> fields() {
        return AdabertFields.fields();
    }

    @Override
    public List<FieldProblem> check(AdabertSettings settings, ModelShape teacher) {
        return AdabertFields.check(settings, teacher);
    }

    @Override
    public List<String> stages(AdabertSettings settings) {
        List<String> stages = new ArrayList<>(
                List.of(FineTuning.STAGE, ProbeStage.STAGE, SearchStage.STAGE, ChildStage.STAGE));
        stages.addAll(CrossPlan.of(settings.crossTasks()).stages());
        stages.add(AdabertRun.MEASURE);
        return List.copyOf(stages);
    }

    /** The teacher; the small network's shape is found out by the run. */
    @Override
    public List<Subnetwork> networks(AdabertSettings settings, ModelShape teacher) {
        return List.of(Subnetwork.full(teacher));
    }

    @Override
    public List<StageWork> work(AdabertSettings settings, WorkInput input) {
        return new AdabertWork(settings, input).stages();
    }

    @Override
    public MethodResults run(AdabertSettings settings, MethodContext context) {
        return new AdabertRun(settings, context).run();
    }
}
