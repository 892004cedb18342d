package org.bertrim.engine.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bertrim.engine.event.Event;

/** Shows a run while it goes on. */
abstract class ProgressView {

    /** The split whose scores are results; others serve selection. */
    private static final String RESULT_SPLIT_PREFIX = "dev";

    private final RunProgress progress = new RunProgress();

    /** The view that suits this terminal. */
    static ProgressView of(Terminal terminal) {
        return terminal.interactive() ? new ProgressBars(terminal) : new ProgressLines(terminal);
    }

    /** Takes in what happened before anybody watched, without showing it. */
    final void catchUp(List<Event> events) {
        events.forEach(progress::accept);
    }

    /** Shows one event. */
    final void show(Event event) {
        progress.accept(event);
        if (event instanceof Event.StageStarted) {
            stageStarted();
        } else if (event instanceof Event.Progress || event instanceof Event.Scalars) {
            moved();
        } else if (event instanceof Event.StageFinished finished) {
            Double seconds = finished.measured().get("seconds");
            stageFinished(finished.stage(), seconds == null ? "" : " in " + Texts.duration(seconds));
        } else {
            String text = text(event);
            if (!text.isEmpty()) {
                note(text);
            }
        }
    }

    /** Shows a line of text. */
    abstract void note(String text);

    /** Ends what is shown, so that other output may follow. */
    abstract void close();

    abstract void stageStarted();

    abstract void moved();

    abstract void stageFinished(String stage, String time);

    final RunProgress progress() {
        return progress;
    }

    private static String text(Event event) {
        if (event instanceof Event.RunResumed resumed) {
            String checkpoint = resumed.checkpoint();
            if (checkpoint.isEmpty()) {
                return resumed.afterSeq() == 0 ? "starting over" : "going on";
            }
            return "going on from checkpoint " + checkpoint;
        }
        if (event instanceof Event.Evaluated evaluated) {
            return evaluated.subject() + " on " + evaluated.split() + ": " + scores(evaluated.scores());
        }
        if (event instanceof Event.SubnetworkEvaluated evaluated) {
            return evaluated.split().startsWith(RESULT_SPLIT_PREFIX)
                    ? "width " + Texts.number(evaluated.width()) + ", depth " + Texts.number(evaluated.depth()) + " on "
                            + evaluated.split() + ": " + scores(evaluated.scores())
                    : "";
        }
        if (event instanceof Event.Warning warning) {
            String remedy = warning.remedy() == null ? "" : " " + warning.remedy();
            return "warning: " + warning.message() + remedy;
        }
        if (event instanceof Event.RunPaused paused) {
            return "paused in " + paused.stage() + " at step " + paused.step();
        }
        if (event instanceof Event.RunStopped stopped) {
            return "stopped in " + stopped.stage() + " at step " + stopped.step();
        }
        return "";
    }

    private static String scores(Map<String, Double> scores) {
        return scores.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Texts.hundredfold(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
