package org.bertrim.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.junit.jupiter.api.Test;

class ProgressViewTest {

    private static final List<Event> RUN = List.of(
            new Event.RunStarted("id", "method", "sample:reviews", "builtin:x", 42, List.of("fine-tune", "measure")),
            new Event.StageStarted("fine-tune", 20, 10),
            new Event.Scalars("fine-tune", 1, 0.1, scalars(0.7)),
            new Event.Progress("fine-tune", 1, 20, Map.of("secondsPerStep", 4.0)),
            new Event.Progress("fine-tune", 10, 20, Map.of("secondsLeft", 80.0)),
            new Event.Evaluated("fine-tune", 10, "teacher", "held-out", 100, Map.of("accuracy", 0.931)),
            new Event.Scalars("fine-tune", 20, 2.0, scalars(0.25)),
            new Event.Progress("fine-tune", 20, 20, Map.of()),
            new Event.StageFinished("fine-tune", 20, Map.of("seconds", 125.0)),
            new Event.StageStarted("measure", 0, 0),
            new Event.SubnetworkEvaluated("measure", 0, 0.25, 1.0, "dev", 1000, Map.of("accuracy", 0.8)),
            new Event.SubnetworkEvaluated("measure", 0, 0.5, 1.0, "held-out", 1000, Map.of("accuracy", 0.7)),
            new Event.Warning("slow", "The disk is slow.", null),
            new Event.StageFinished("measure", 0, Map.of()));

    private static Map<String, Double> scalars(double loss) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", loss);
        values.put("learningRate", 2e-5);
        return values;
    }

    @Test
    void plainLinesTellStagesTenthsScoresAndWarnings() {
        RecordedTerminal recorded = new RecordedTerminal(false);
        ProgressView view = ProgressView.of(recorded.terminal());

        RUN.forEach(view::show);
        view.close();

        assertThat(recorded.out().lines())
                .containsExactly(
                        "1/2 fine-tune: started, 20 steps",
                        "1/2 fine-tune: step 10 of 20, loss 0.7000, 1:20 left",
                        "teacher on held-out: accuracy 93.1",
                        "1/2 fine-tune: done in 2:05, loss 0.2500",
                        "2/2 measure: started",
                        "width 0.25, depth 1 on dev: accuracy 80.0",
                        "warning: The disk is slow.",
                        "2/2 measure: done");
    }

    @Test
    void aBarIsDrawnOverItselfAndLeavesOneLineAStage() {
        RecordedTerminal recorded = new RecordedTerminal(true);
        ProgressView view = ProgressView.of(recorded.terminal());

        RUN.subList(0, 5).forEach(view::show);
        assertThat(recorded.screen())
                .isEqualTo("1/2 fine-tune    [==========          ]  50 % 10/20  loss 0.7000  1:20 left");

        RUN.subList(5, RUN.size()).forEach(view::show);
        view.close();
        assertThat(recorded.screen().lines())
                .containsExactly(
                        "  teacher on held-out: accuracy 93.1",
                        "1/2 fine-tune    done in 2:05, loss 0.2500",
                        "  width 0.25, depth 1 on dev: accuracy 80.0",
                        "  warning: The disk is slow.",
                        "2/2 measure      done");
    }

    @Test
    void noLineOfABarIsWiderThanATerminal() {
        RecordedTerminal recorded = new RecordedTerminal(true);
        ProgressView view = ProgressView.of(recorded.terminal());

        view.show(new Event.StageStarted("a-stage-with-a-very-long-name-that-nobody-would-choose", 1_000_000_000L, 10));
        view.show(new Event.Scalars("a-stage-with-a-very-long-name-that-nobody-would-choose", 5, 0.1, scalars(1e9)));

        assertThat(recorded.screen().lines()).allMatch(line -> line.length() <= Terminal.COLUMNS);
    }

    @Test
    void whatHappenedBeforeIsNotShownAgain() {
        RecordedTerminal recorded = new RecordedTerminal(false);
        ProgressView view = ProgressView.of(recorded.terminal());

        view.catchUp(RUN.subList(0, 5));
        view.show(new Event.RunResumed("fine-tune-000000010", 12));
        view.show(new Event.Progress("fine-tune", 18, 20, Map.of()));

        assertThat(recorded.out().lines())
                .containsExactly(
                        "going on from checkpoint fine-tune-000000010",
                        "1/2 fine-tune: step 18 of 20, loss 0.7000");
    }
}
