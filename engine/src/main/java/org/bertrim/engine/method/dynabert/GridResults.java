package org.bertrim.engine.method.dynabert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.MethodResults.Check;
import org.bertrim.engine.method.NetworkMeasures;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.training.FineTunedTeacher;

/** Collects teacher, sub-networks and self-checks into what a run adds to its results. */
final class GridResults {

    private final MethodContext context;
    private final NetworkMeasures measures;
    private final ObjectNode content = Json.mapper().createObjectNode();
    private final ArrayNode subnetworks = Json.mapper().createArrayNode();
    private final List<Check> checks = new ArrayList<>();
    private final List<Subnetwork> names = new ArrayList<>();
    private final List<float[]> logits = new ArrayList<>();

    GridResults(MethodContext context) {
        this.context = context;
        this.measures = new NetworkMeasures(context);
    }

    /** Describes the teacher. */
    void teacher(FineTunedTeacher teacher) {
        try (BertModel model = new BertModel(
                context.compute().manager(), teacher.config(), teacher.weights(), context.compute().precision())) {
            content.set("teacher", measures.describe(model, Network.full(teacher.config()), teacher.devScores()));
        }
    }

    /**
     * Describes one sub-network and checks its slice.
     *
     * @param model holds it, in the run's precision
     * @param exact the same weights with float32 products
     * @param weights of both
     */
    void subnetwork(
            Subnetwork subnetwork,
            BertModel model,
            BertModel exact,
            Map<String, StoredTensor> weights,
            Network network,
            Map<String, Map<String, Double>> devScores) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("width", subnetwork.width());
        node.put("depth", subnetwork.depth());
        node.put("hidden", subnetwork.hidden());
        node.put("heads", subnetwork.heads());
        node.put("feedForward", subnetwork.feedForward());
        node.set("layers", Json.mapper().valueToTree(subnetwork.layers()));
        node.setAll(measures.describe(model, network, devScores));
        subnetworks.add(node);
        float[] sliced = measures.checkedLogits(exact, network);
        checks.add(measures.sliceEquals(
                "sub-network " + Passes.name(subnetwork) + " equals a small model built from its weights: largest logit"
                        + " difference",
                sliced,
                exact.config(),
                weights,
                network));
        names.add(subnetwork);
        logits.add(sliced);
    }

    /** Adds a check. */
    void check(Check check) {
        checks.add(check);
    }

    /** Everything, with the check that different widths give different logits. */
    MethodResults finish() {
        double smallest = Double.POSITIVE_INFINITY;
        boolean compared = false;
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (names.get(i).heads() != names.get(j).heads()) {
                    compared = true;
                    smallest = Math.min(smallest, NetworkMeasures.largestDifference(logits.get(i), logits.get(j)));
                }
            }
        }
        if (compared) {
            checks.add(new Check(
                    "different widths give different logits: smallest of the largest differences, must be above the limit",
                    smallest,
                    NetworkMeasures.SLICE_LIMIT,
                    smallest > NetworkMeasures.SLICE_LIMIT));
        }
        content.set("subnetworks", subnetworks);
        return new MethodResults(content, checks);
    }

    /** Float32 copy of a model, for checks. */
    static BertModel exact(MethodContext context, BertModel model) {
        return new BertModel(context.compute().manager(), model.config(), model.store(), Precision.FLOAT32);
    }
}
