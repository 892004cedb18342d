package org.bertrim.engine.method.dynabert;

import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults.Check;
import org.bertrim.engine.method.NetworkMeasures;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.model.Slicer;
import org.bertrim.engine.training.FineTunedTeacher;

/**
 * Proves on a run's own weights that its rewiring only sorts heads and neurons: exactly, by undoing it, and as a function, by its logits.
 * Logits can only be equal up to the order in which sums are taken, which in float32 grows with the logits; so their difference is
 * taken relative to the largest logit where that is above 1.
 */
final class Rewiring {

    private static final double LOGIT_LIMIT = 1e-5;

    private final MethodContext context;
    private final FineTunedTeacher teacher;

    Rewiring(MethodContext context, FineTunedTeacher teacher) {
        this.context = context;
        this.teacher = teacher;
    }

    /** Both checks of weights that are said to be the teacher's in these orders. */
    List<Check> checks(Map<String, StoredTensor> rewired, int[][] heads, int[][] neurons) {
        long changed = changedTensors(teacher.config(), teacher.weights(), rewired, heads, neurons);
        double difference = logitDifference(rewired);
        return List.of(
                new Check(
                        "rewiring undone gives the fine-tuned weights back bit for bit: tensors that differ",
                        changed,
                        0,
                        changed == 0),
                new Check(
                        "rewiring leaves the full-width function unchanged: largest relative logit difference",
                        difference,
                        LOGIT_LIMIT,
                        difference <= LOGIT_LIMIT));
    }

    /** How many tensors are not what they were once heads and neurons are put back into their old places. */
    static long changedTensors(
            BertConfig config,
            Map<String, StoredTensor> original,
            Map<String, StoredTensor> rewired,
            int[][] heads,
            int[][] neurons) {
        Map<String, StoredTensor> back =
                Slicer.reorder(config, rewired, Slicer.inverse(heads), Slicer.inverse(neurons));
        return Parameters.of(config).keySet().stream()
                .filter(name -> !original.get(name).equals(back.get(name)))
                .count();
    }

    private double logitDifference(Map<String, StoredTensor> rewired) {
        NetworkMeasures measures = new NetworkMeasures(context);
        BertConfig config = teacher.config();
        Network full = Network.full(config);
        try (BertModel before =
                        new BertModel(context.compute().manager(), config, teacher.weights(), Precision.FLOAT32);
                BertModel after = new BertModel(context.compute().manager(), config, rewired, Precision.FLOAT32)) {
            float[] logits = measures.checkedLogits(before, full);
            double scale = 1;
            for (float logit : logits) {
                scale = Math.max(scale, Math.abs(logit));
            }
            return NetworkMeasures.largestDifference(logits, measures.checkedLogits(after, full)) / scale;
        }
    }
}
