package org.bertrim.engine.method.dynabert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.Scorer;

/** Scores sub-networks and reports each. */
final class GridScores {

    private final MethodContext context;
    private final Scorer scorer;
    private final Map<Subnetwork, Map<String, Map<String, Double>>> last = new LinkedHashMap<>();

    GridScores(MethodContext context) {
        this.context = context;
        this.scorer =
                new Scorer(context.compute().manager(), context.data().info(), context.data().paddingId());
    }

    /** Scores each network on the selection rows; the sum of the first metric, as the released code selects. */
    double select(String stage, long step, BertModel model, List<Subnetwork> networks) {
        double sum = 0;
        for (Subnetwork subnetwork : networks) {
            sum += selectOne(stage, step, model, Network.of(subnetwork), subnetwork);
        }
        return sum;
    }

    /** The first metric of one network on the selection rows. */
    double selectOne(String stage, long step, BertModel model, Network network, Subnetwork subnetwork) {
        return Scorer.first(one(
                stage,
                step,
                model,
                network,
                subnetwork,
                context.data().selectionName(),
                context.data().selection()));
    }

    /** Scores one network on every dev set: by dev set and metric, the first of each first. */
    Map<String, Map<String, Double>> dev(
            String stage, long step, BertModel model, Network network, Subnetwork subnetwork) {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        context.data()
                .dev()
                .forEach((name, rows) -> all.put(name, one(stage, step, model, network, subnetwork, name, rows)));
        last.put(subnetwork, all);
        return all;
    }

    /** The weights have changed: {@link #devAgain} must not tell their scores of before. */
    void changed() {
        last.clear();
    }

    /**
     * As {@link #dev}, of the weights that the last call for this network scored: where this worker made that call, its scores are
     * reported again instead of computed again.
     */
    Map<String, Map<String, Double>> devAgain(String stage, BertModel model, Network network, Subnetwork subnetwork) {
        Map<String, Map<String, Double>> known = last.get(subnetwork);
        if (known == null) {
            return dev(stage, 0, model, network, subnetwork);
        }
        context.port().obey(stage, 0);
        known.forEach((name, scores) ->
                report(stage, 0, subnetwork, name, context.data().dev().get(name).examples(), scores));
        return known;
    }

    private Map<String, Double> one(
            String stage, long step, BertModel model, Network network, Subnetwork subnetwork, String split, TokenRows rows) {
        context.port().obey(stage, step);
        Map<String, Double> scores = scorer.score(model, network, rows);
        report(stage, step, subnetwork, split, rows.examples(), scores);
        return scores;
    }

    private void report(
            String stage, long step, Subnetwork subnetwork, String split, int rows, Map<String, Double> scores) {
        context.port()
                .events()
                .emit(new Event.SubnetworkEvaluated(
                        stage, step, subnetwork.width(), subnetwork.depth(), split, rows, scores));
    }
}
