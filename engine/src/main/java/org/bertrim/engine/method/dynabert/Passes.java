package org.bertrim.engine.method.dynabert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.dynabert.DynabertSettings.DistillationStage;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.training.Seeds;
import org.bertrim.engine.training.StageLoop;
import org.bertrim.engine.training.TrainingBatch;
import org.bertrim.engine.training.TrainingSettings;

/** The passes of one optimizer step: every sub-network forward and backward, gradients added up (DynaBERT sections 2.1 and 2.2). */
final class Passes {

    /** One student with the part of the teacher that teaches it. */
    record Pupil(Subnetwork student, Subnetwork teacher) {}

    private Passes() {}

    /** The name of a sub-network in loss keys and file names, e.g. {@code 0.25x0.5}. */
    static String name(Subnetwork subnetwork) {
        return subnetwork.width() + "x" + subnetwork.depth();
    }

    /** Cross entropy (squared error for regression) with the labels for each network. */
    static StageLoop.Passes labels(
            String stage, long seed, BertModel model, List<Subnetwork> students, Map<Subnetwork, Network> networks, double dropout) {
        return (step, batch, gradients) -> {
            Map<String, Double> terms = new LinkedHashMap<>();
            double total = 0;
            for (int i = 0; i < students.size(); i++) {
                Kernels.seed(Seeds.of(seed, stage, step, i));
                try (ForwardPass pass = model.train(networks.get(students.get(i)), batch.inputs(), dropout);
                        Value loss = batch.labelLoss(pass.logits())) {
                    pass.backward(loss, gradients);
                    double value = loss.scalar(batch.manager());
                    terms.put("loss.label." + name(students.get(i)), value);
                    total += value;
                }
            }
            return withTotal(total, terms);
        };
    }

    /**
     * λ1·SCE(y_s, y_t) + λ2·Σ MSE(H_s, H_t) for each network; each teacher part runs once a batch, in evaluation mode.
     *
     * @param stage id of the stage
     * @param settings weights λ1, λ2
     */
    static StageLoop.Passes distillation(
            String stage,
            long seed,
            BertModel model,
            BertModel teacher,
            List<Pupil> pupils,
            LayerRule rule,
            DistillationStage settings,
            TrainingSettings training) {
        double dropout = settings.stage().over(training).dropout();
        return (step, batch, gradients) -> {
            Map<Subnetwork, ForwardPass> taught = new LinkedHashMap<>();
            Map<String, Double> logits = new LinkedHashMap<>();
            Map<String, Double> hidden = new LinkedHashMap<>();
            double total = 0;
            try {
                for (int i = 0; i < pupils.size(); i++) {
                    Pupil pupil = pupils.get(i);
                    ForwardPass target = taught.computeIfAbsent(
                            pupil.teacher(), part -> teacher.infer(Network.of(part), batch.inputs()));
                    Kernels.seed(Seeds.of(seed, stage, step, i));
                    total += one(model, batch, gradients, pupil, target, rule, settings, dropout, logits, hidden);
                }
            } finally {
                taught.values().forEach(ForwardPass::close);
            }
            Map<String, Double> terms = new LinkedHashMap<>();
            terms.put("loss.logits", logits.values().stream().mapToDouble(Double::doubleValue).sum());
            terms.put("loss.hidden", hidden.values().stream().mapToDouble(Double::doubleValue).sum());
            terms.putAll(logits);
            terms.putAll(hidden);
            return withTotal(total, terms);
        };
    }

    private static double one(
            BertModel model,
            TrainingBatch batch,
            Value gradients,
            Pupil pupil,
            ForwardPass target,
            LayerRule rule,
            DistillationStage settings,
            double dropout,
            Map<String, Double> logits,
            Map<String, Double> hidden) {
        StateMatching states = StateMatching.of(rule, pupil.student().layers(), pupil.teacher().layers());
        try (ForwardPass pass = model.train(Network.of(pupil.student()), batch.inputs(), dropout);
                Value a = batch.distillationLoss(pass.logits(), target.logits());
                Value own = pass.states(states.student());
                Value theirs = target.states(states.teacher());
                Value b = Kernels.hiddenError(own, theirs, batch.inputs().mask());
                Value loss = Kernels.weighted(a, settings.lambdaLogits(), b, settings.lambdaHidden())) {
            pass.backward(loss, gradients);
            logits.put("loss.logits." + name(pupil.student()), (double) a.scalar(batch.manager()));
            hidden.put("loss.hidden." + name(pupil.student()), (double) b.scalar(batch.manager()));
            return loss.scalar(batch.manager());
        }
    }

    private static Map<String, Double> withTotal(double total, Map<String, Double> terms) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", total);
        values.putAll(terms);
        return values;
    }
}
