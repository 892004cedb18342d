package org.bertrim.engine.method.dynabert;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.dynabert.DynabertSettings.Ablation;
import org.bertrim.engine.method.WorkInput;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.task.TaskKind;

/**
 * DynaBERT: one set of weights that works at every listed width and depth (Hou et al. 2020, arXiv 2004.04037).
 *
 * <p>Deviations from the released code, each towards the paper's intent: importance resets its gradients for each batch; width
 * teachers of the depth stage really have the student's width; padding does not count in hidden-state losses; regression distils its
 * predictions too; selection and importance use a held-out part of the training rows. Width and depth stages learn
 * from augmented rows where the experiment has some, final fine-tuning from the original ones, as published; without augmentation,
 * where the code falls back to labels, they distil all the same.
 */
public final class DynabertMethod implements Method<DynabertSettings> {

    /** For the list of methods. */
    public DynabertMethod() {}

    @Override
    public String type() {
        return "dynabert";
    }

    @Override
    public Class<DynabertSettings> settingsType() {
        return DynabertSettings.class;
    }

    @Override
    public List<Field> fields() {
        return DynabertFields.fields();
    }

    @Override
    public List<FieldProblem> check(DynabertSettings settings, ModelShape teacher) {
        return DynabertFields.check(settings, teacher);
    }

    @Override
    public Set<TaskKind> taskKinds() {
        return EnumSet.allOf(TaskKind.class);
    }

    @Override
    public List<String> stages(DynabertSettings settings) {
        return new Plan(settings).ids();
    }

    @Override
    public List<Subnetwork> networks(DynabertSettings settings, ModelShape teacher) {
        return new Plan(settings).grid(teacher);
    }

    @Override
    public List<StageWork> work(DynabertSettings settings, WorkInput input) {
        return new DynabertWork(settings, input).stages();
    }

    @Override
    public MethodResults run(DynabertSettings settings, MethodContext context) {
        return settings.ablation() == Ablation.SEPARATE
                ? new SeparateRun(settings, context).run()
                : new SuperNetworkRun(settings, context).run();
    }
}
