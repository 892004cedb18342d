package org.bertrim.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {

    static List<Event> everyKind() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("f1", 0.875);
        scores.put("accuracy", 0.5);
        scores.put("matthews", Double.NaN);
        return List.of(
                new Event.RunStarted("id", "dynabert", "sample:x", "builtin:x", 42, List.of("fine-tune", "final")),
                new Event.RunResumed("width-000000012", 17),
                new Event.StageStarted("width", 100, 10),
                new Event.StageFinished("width", 100, Map.of("seconds", 1.25)),
                new Event.Progress("width", 3, 100, Map.of("secondsLeft", Double.POSITIVE_INFINITY)),
                new Event.Scalars("width", 3, 0.3, Map.of("loss", Double.NEGATIVE_INFINITY)),
                new Event.Evaluated("width", 3, "teacher", "held-out", 200, scores),
                new Event.SubnetworkEvaluated("width", 3, 0.25, 0.5, "dev", 1000, scores),
                new Event.ArchitectureSampled(
                        "search",
                        3,
                        0.9,
                        List.of(0.25, 0.75),
                        List.of(new Event.Edge(0, 1, List.of("conv3", "skip"), List.of(0.5, Double.NaN)))),
                new Event.ArchitectureDerived("search", 3, 2, List.of(new Event.KeptEdge(0, 2, "conv7", 0.75))),
                new Event.ProbesScored("probe", 3, List.of(new Event.Probe(0, 0.69, scores), new Event.Probe(1, 0.5, scores))),
                new Event.CheckpointSaved("width-end", "width", 100),
                new Event.Warning("slow", "Die Platte ist langsam", null),
                new Event.Warning("slow", "Die Platte ist langsam", "Take another"),
                new Event.RunPaused("width", 3),
                new Event.RunStopped("width", 3),
                new Event.RunFinished(Map.of("seconds", 3.5)),
                new Event.RunFailed("what", "why", "remedy"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void comesBackFromOneLineThatNamesItsKind(Event event) throws JsonProcessingException {
        String line = Json.line(event);

        assertThat(line).startsWith("{\"type\":\"" + event.getClass().getSimpleName() + "\"").doesNotContain("\n");
        assertThat(Json.mapper().readValue(line, Event.class)).isEqualTo(event);
    }

    @Test
    void keepsTheOrderOfMetrics() throws JsonProcessingException {
        Event event = everyKind().get(6);

        Event back = Json.mapper().readValue(Json.line(event), Event.class);

        assertThat(((Event.Evaluated) back).scores().keySet()).containsExactly("f1", "accuracy", "matthews");
    }

    @Test
    void importanceComesBackByLayer() throws JsonProcessingException {
        var event = new Event.ImportanceComputed(
                "importance", 200, List.of(new double[] {1, Double.NaN}), List.of(new double[] {0.5}, new double[] {}));

        var back = (Event.ImportanceComputed) Json.mapper().readValue(Json.line(event), Event.class);

        assertThat(back.heads().get(0)).containsExactly(1, Double.NaN);
        assertThat(back.neurons()).hasSize(2);
        assertThat(back.neurons().get(0)).containsExactly(0.5);
        assertThat(back.neurons().get(1)).isEmpty();
    }

    @Test
    void transferComesBackByLayer() throws JsonProcessingException {
        var event = new Event.TransferWeighed("search", 20, List.of(new double[] {0.25, 0}, new double[] {0, 0.75}));

        var back = (Event.TransferWeighed) Json.mapper().readValue(Json.line(event), Event.class);

        assertThat(back.step()).isEqualTo(20);
        assertThat(back.weights()).hasSize(2);
        assertThat(back.weights().get(0)).containsExactly(0.25, 0);
        assertThat(back.weights().get(1)).containsExactly(0, 0.75);
    }

    @Test
    void everyRecordHasANameInTheFile() {
        assertThat(everyKind().stream().map(Object::getClass).distinct().count() + 2) // two have their own tests
                .isEqualTo(Arrays.stream(Event.class.getPermittedSubclasses()).count());
    }
}
