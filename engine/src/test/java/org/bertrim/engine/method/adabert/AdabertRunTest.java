package org.bertrim.engine.method.adabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.TinySurroundings;
import org.bertrim.engine.method.adabert.AdabertSettings.Efficiency;
import org.bertrim.engine.method.adabert.AdabertSettings.Operations;
import org.bertrim.engine.method.adabert.AdabertSettings.Stages;
import org.bertrim.engine.method.adabert.AdabertSettings.Temperature;
import org.bertrim.engine.method.adabert.AdabertSettings.Transfer;
import org.bertrim.engine.method.adabert.AdabertSettings.Update;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.NetworkConfig;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.MemoryPort;
import org.bertrim.engine.training.TeacherShelf;
import org.bertrim.engine.training.TinyTask;
import org.bertrim.engine.training.TrainingData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs of the method on a tiny network. */
class AdabertRunTest {

    private static final String[] STAGES = {"fine-tune", "probe", "search", "child", "measure"};
    private static final int ROWS = 24;

    private final TinySurroundings around = new TinySurroundings();
    private final Map<String, NetworkConfig> written = new LinkedHashMap<>();

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    @ParameterizedTest
    @EnumSource(Update.class)
    void aSearchEndsWithASmallModelThatPassesItsChecks(Update update) {
        MemoryPort port = new MemoryPort(STAGES);
        long live = Value.live();
        MethodResults results = run(port, settings(update, AdabertSettings.SEARCH, Transfer.HIERARCHICAL), TinyTask.classes(ROWS), new OwnShelf());

        assertThat(Value.live()).as("values that nobody closed").isEqualTo(live);
        assertThat(results.checks()).hasSize(2).allMatch(MethodResults.Check::passed);
        JsonNode content = results.content();
        assertThat(content.get("probes")).hasSize(5); // 4 layers and the embeddings
        int depth = content.at("/architecture/depth").intValue();
        assertThat(depth).isBetween(1, 2);
        assertThat(content.at("/architecture/edges")).hasSize(4);
        assertThat(content.at("/architecture/short").textValue()).startsWith("K=" + depth + " · ");
        assertThat(content.get("sizeRatio").doubleValue())
                .isCloseTo(
                        content.at("/teacher/parameters").doubleValue() / content.at("/student/parameters").doubleValue(),
                        within(1e-12))
                .isGreaterThan(1);
        assertThat(content.at("/measured/speedUp/batch128").doubleValue()).isPositive();
        assertThat(written.keySet()).containsExactly("teacher", "student");
        assertThat(written.get("student").tensors().values())
                .as("nothing is as wide as the teacher's 16 units")
                .noneMatch(shape -> shape.length > 1 && shape[1] >= 16);
    }

    @Test
    void eventsTellTheSearchFromItsFirstStepToItsLast() {
        MemoryPort port = new MemoryPort(STAGES);
        run(port, settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL), TinyTask.classes(ROWS), new OwnShelf());

        List<Event.ArchitectureSampled> sampled = events(port, Event.ArchitectureSampled.class);
        assertThat(sampled).extracting(Event.ArchitectureSampled::step).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(sampled).allSatisfy(each -> {
            assertThat(each.depth()).hasSize(2);
            assertThat(each.depth().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
            assertThat(each.edges()).hasSize(5);
            assertThat(each.edges().get(2).from() + "-" + each.edges().get(2).to()).isEqualTo("0-3");
        });
        assertThat(events(port, Event.TransferWeighed.class)).hasSize(2).allSatisfy(each -> {
            assertThat(each.weights()).hasSize(3).allMatch(row -> row.length == 5);
            assertThat(each.weights().stream().flatMapToDouble(Arrays::stream).sum()).isCloseTo(1, within(1e-5));
        });
        assertThat(events(port, Event.ProbesScored.class)).hasSize(3); // after each of two epochs and at the end
        assertThat(events(port, Event.ArchitectureDerived.class)).hasSize(1);
        List<Event.Scalars> steps = events(port, Event.Scalars.class).stream()
                .filter(each -> each.stage().equals("search"))
                .toList();
        assertThat(steps.get(0).values().keySet())
                .containsExactly(
                        "loss", "labels", "logits", "probes", "efficiency", "temperature", "learningRate", "gradientNorm");
        Map<String, Double> first = steps.get(0).values();
        assertThat(first.get("loss"))
                .isCloseTo(
                        0.2 * first.get("labels") + 0.4 * first.get("logits") + 0.4 * first.get("probes")
                                + 4 * first.get("efficiency"),
                        within(1e-5));
    }

    @Test
    void pairsAndRegressionsAndRandomCellsRunToo() {
        TrainingData single = TinyTask.regression(ROWS);
        TaskInfo info = single.info();
        TaskInfo pair = new TaskInfo(info.name(), info.source(), info.kind(), true, info.labels(), info.metrics());
        TrainingData data = new TrainingData(
                pair,
                pairs(single.train()),
                pairs(single.selection()),
                single.selectionName(),
                Map.of("dev", pairs(single.dev().get("dev"))),
                single.paddingId(),
                single.fingerprint());
        MemoryPort port = new MemoryPort(STAGES);

        MethodResults results = run(port, settings(Update.SINGLE_LEVEL, AdabertSettings.RANDOM, Transfer.LOGITS), data, new OwnShelf());

        assertThat(results.checks()).hasSize(2).allMatch(MethodResults.Check::passed);
        assertThat(events(port, Event.ArchitectureSampled.class)).isEmpty();
        assertThat(results.content().at("/architecture/edges/0/probability").doubleValue()).isCloseTo(1 / 9.0, within(1e-12));
    }

    /** The second half of each row becomes the second sentence. */
    private static TokenRows pairs(TokenRows rows) {
        int[][] types = new int[rows.size()][];
        for (int i = 0; i < types.length; i++) {
            types[i] = new int[rows.length(i)];
            Arrays.fill(types[i], (rows.length(i) + 1) / 2, rows.length(i), 1);
        }
        return new TokenRows(rows.ids(), types, rows.labels());
    }

    /** A stop within and after each stage, and a new process: weights, events and results end the same. */
    @ParameterizedTest
    @EnumSource(Update.class)
    void aRunStoppedAnywhereEndsTheSame(Update update) {
        AdabertSettings settings = settings(update, AdabertSettings.SEARCH, Transfer.HIERARCHICAL);
        MemoryPort whole = new MemoryPort(STAGES);
        MethodResults expected = run(whole, settings, TinyTask.classes(ROWS), new OwnShelf());
        for (String stage : List.of("probe", "search", "child")) {
            for (MemoryPort stopped : List.of(
                    new MemoryPort(STAGES).stopAt(stage, 2), new MemoryPort(STAGES).stopAfter(stage))) {
                OwnShelf shelf = new OwnShelf();
                assertThatThrownBy(() -> run(stopped, settings, TinyTask.classes(ROWS), shelf))
                        .isInstanceOf(MemoryPort.Stopped.class);
                MemoryPort resumed = stopped.resume();
                MethodResults results = run(resumed, settings, TinyTask.classes(ROWS), shelf);

                assertThat(resumed.last().weights()).as(stage).isEqualTo(whole.last().weights());
                assertThat(resumed.report()).as(stage).isEqualTo(whole.report());
                assertThat(results.checks()).isEqualTo(expected.checks());
                assertThat(results.content().get("architecture")).isEqualTo(expected.content().get("architecture"));
                assertThat(results.content().get("probes").toString())
                        .isEqualTo(expected.content().get("probes").toString());
            }
        }
    }

    private static <T extends Event> List<T> events(MemoryPort port, Class<T> kind) {
        return port.recorded().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private MethodResults run(MemoryPort port, AdabertSettings settings, TrainingData data, TeacherShelf shelf) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new AdabertMethod()
                    .run(settings, new MethodContext(
                            port, new Compute(manager, Precision.FLOAT32, 1, "cpu"), data, TinyTask.teacher(),
                            TinyTask.settings(0.1), TinyTask.stage(1, 1e-3), shelf, "print",
                            (name, config, weights, rule) -> written.put(name, config),
                            around));
        }
    }

    private static AdabertSettings settings(Update update, String origin, Transfer transfer) {
        int batch = update == Update.BI_LEVEL ? 4 : 8; // three steps an epoch either way
        return new AdabertSettings(
                4,
                0.8,
                2,
                2,
                4,
                new Operations(true, true, true, true, true, true, true, true, true, true),
                new Temperature(1, 0.5, 0.2),
                update,
                Efficiency.PUBLISHED,
                transfer,
                false,
                origin,
                List.of(),
                new Stages(
                        new AdabertSettings.ProbeStage(2, 1e-2, 8, 5),
                        new AdabertSettings.SearchStage(2, 2e-2, 5e-4, 0.9, 3e-4, 3e-2, 1e-3, 5, batch, 0.1),
                        TinyTask.stage(1, 1e-3)));
    }

    private static final class OwnShelf implements TeacherShelf {
        private final Map<String, Map<String, StoredTensor>> own = new LinkedHashMap<>();

        @Override
        public Optional<Map<String, StoredTensor>> find(String fingerprint, BertConfig config) {
            return Optional.ofNullable(own.get(fingerprint));
        }

        @Override
        public Optional<Map<String, StoredTensor>> findOfOthers(String fingerprint, BertConfig config) {
            return Optional.empty();
        }

        @Override
        public void put(String fingerprint, BertConfig config, Map<String, StoredTensor> weights) {
            own.put(fingerprint, weights);
        }
    }
}
