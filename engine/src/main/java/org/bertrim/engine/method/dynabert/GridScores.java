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
        return all;
    }

    private Map<String, Double> one(
            String stage, long step, BertModel model, Network network, Subnetwork subnetwork, String split, TokenRows rows) {
        context.port().obey(stage, step);
        Map<String, Double> scores = scorer.score(model, network, rows);
        context.port()
                .events()
                .emit(new Event.SubnetworkEvaluated(
                        stage, step, subnetwork.width(), subnetwork.depth(), split, rows.size(), scores));
        return scores;
    }
}
