package org.bertrim.app.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.StageIds;
import org.bertrim.engine.figure.Bars;
import org.bertrim.engine.figure.Figure;
import org.bertrim.engine.figure.SearchFigures;

/** What each layer of the teacher knows of the task: the newest scores of its probes. */
final class ProbeModel {

    private List<Event.Probe> probes = List.of();
    private String metric = "";

    void clear() {
        probes = List.of();
        metric = "";
    }

    void update(RunPicture picture) {
        List<Event.Probe> newest = List.of();
        for (RunHistory.Milestone each : picture.milestones()) {
            if (each.recorded().event() instanceof Event.ProbesScored scored && !StageIds.ofPart(scored)) {
                newest = scored.probes();
            }
        }
        probes = List.copyOf(newest);
        Set<String> metrics = new LinkedHashSet<>();
        probes.forEach(probe -> metrics.addAll(probe.scores().keySet()));
        metric = metrics.stream().findFirst().orElse("");
    }

    /** Whether there are scores. */
    boolean known() {
        return !probes.isEmpty();
    }

    /** The bars of a screen. */
    Bars bars(String metricName, org.bertrim.engine.figure.Words onScreen) {
        return SearchFigures.probes(probes, metric, metricName, null, onScreen);
    }

    /** The figure for a paper as it is now, for any print width. */
    DoubleFunction<Figure> figure(String title, String metricName) {
        List<Event.Probe> now = probes;
        String key = metric;
        return width -> SearchFigures.probesFigure(title, now, key, metricName, width);
    }

    /** The task's first metric, empty before there are scores. */
    String metric() {
        return metric;
    }
}
