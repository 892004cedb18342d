package org.bertrim.engine.method.adabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.TinySurroundings;
import org.bertrim.engine.method.adabert.AdabertSettings.Descent;
import org.bertrim.engine.method.adabert.AdabertSettings.Efficiency;
import org.bertrim.engine.method.adabert.AdabertSettings.ProbeInput;
import org.bertrim.engine.method.adabert.AdabertSettings.Projection;
import org.bertrim.engine.method.adabert.AdabertSettings.Operations;
import org.bertrim.engine.method.adabert.AdabertSettings.Stages;
import org.bertrim.engine.method.adabert.AdabertSettings.Temperature;
import org.bertrim.engine.method.adabert.AdabertSettings.Transfer;
import org.bertrim.engine.method.adabert.AdabertSettings.Update;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.NetworkConfig;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.MemoryPort;
import org.bertrim.engine.training.TeacherShelf;
import org.bertrim.engine.training.TinyTask;
import org.bertrim.engine.training.TrainingData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Its tables are as wide as a cell, and are projected none the less. */
    @Test
    void aTeacherOfFactorisedEmbeddingsAndSharedLayersIsSearchedToo() {
        AdabertSettings settings = settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL);
        MethodResults results =
                run(new MemoryPort(STAGES), settings, TinyTask.classes(ROWS), TinyTask.albert(), new OwnShelf());

        assertThat(results.checks()).hasSize(2).allMatch(MethodResults.Check::passed);
        assertThat(results.content().get("probes")).hasSize(5);
        assertThat(written.get("student").tensors().get("embeddings.word.weight")).containsExactly(40, 4);
    }

    @Test
    void aPrincipalProjectionIsNoWiderThanTheTeachersTables() {
        AdabertSettings plain = settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL);
        AdabertSettings wide = new AdabertSettings(
                plain.beta(), plain.gamma(), plain.maxDepth(), plain.nodes(), 5, plain.operations(), plain.temperature(),
                plain.update(), plain.efficiency(), plain.transfer(), Projection.PRINCIPAL, plain.probeInput(), false,
                plain.architecture(), List.of(), plain.stages());

        assertThat(AdabertFields.check(wide, TinyTask.SHAPE)).isEmpty();
        assertThat(AdabertFields.check(wide, TinyTask.albert().shape()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("width");
                    assertThat(problem.toString()).contains("embeddings have columns, 4");
                });
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
        Event.ArchitectureDerived derived = events(port, Event.ArchitectureDerived.class).get(0);
        assertThat(derived.step()).isEqualTo(port.memo().at("/selected/search/step").longValue());
        Event.ArchitectureSampled state = sampled.get((int) derived.step());
        assertThat(derived.edges()).as("probabilities of the state that was chosen").allSatisfy(kept -> assertThat(state.edges().stream()
                        .filter(edge -> edge.from() == kept.from() && edge.to() == kept.to())
                        .map(edge -> edge.probabilities().get(edge.operations().indexOf(kept.operation()))))
                .containsExactly(kept.probability()));
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
        endsTheSame(settings(update, AdabertSettings.SEARCH, Transfer.HIERARCHICAL));
    }

    @Test
    void aTaughtChildStoppedAnywhereEndsTheSame() {
        endsTheSame(taught());
    }

    private void endsTheSame(AdabertSettings settings) {
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

    /** With everything that the published codes leave out. */
    private static AdabertSettings taught() {
        AdabertSettings plain = settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL);
        return new AdabertSettings(
                plain.beta(), plain.gamma(), plain.maxDepth(), plain.nodes(), plain.width(), plain.operations(),
                plain.temperature(), plain.update(), plain.efficiency(), plain.transfer(), Projection.PRINCIPAL,
                ProbeInput.FIRST_TOKEN, false, plain.architecture(), List.of(),
                new Stages(
                        plain.stages().probe(),
                        new AdabertSettings.SearchStage(2, Descent.ADAM, 2e-3, 5e-4, 0.9, 3e-4, 3e-2, 1e-3, 5, 8, 0.1),
                        new AdabertSettings.ChildStage(2, 1e-3, 0.5, false, null, null, null, null, null)));
    }

    @Test
    void aChildMayLearnFromTheTeacherWithItsTablesFixed() {
        MemoryPort port = new MemoryPort(STAGES);
        run(port, taught(), TinyTask.classes(ROWS), new OwnShelf());

        List<Map<String, Double>> steps = events(port, Event.Scalars.class).stream()
                .filter(each -> each.stage().equals("child"))
                .map(Event.Scalars::values)
                .toList();
        assertThat(steps).hasSize(6).allSatisfy(each -> assertThat(each.get("loss"))
                .isCloseTo(0.5 * each.get("labels") + 0.5 * each.get("logits"), within(1e-6)));
        Map<String, StoredTensor> searched = port.kept("search");
        Map<String, StoredTensor> child = port.kept("child");
        assertThat(child.keySet()).isEqualTo(searched.keySet());
        assertThat(child.keySet().stream().filter(name -> !child.get(name).equals(searched.get(name))))
                .as("what the child's training changed")
                .contains("heads." + depth(port) + ".weight")
                .doesNotContain("embeddings.word.weight", "embeddings.position.weight");
    }

    @Test
    void aChildThatFineTuningMakesWorseStaysAndTheRunSaysSo() {
        AdabertSettings plain = settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL);
        MemoryPort port = new MemoryPort(STAGES);
        run(port, withChild(plain, new AdabertSettings.ChildStage(1, 10, 0, true, null, null, null, null, null)),
                TinyTask.classes(ROWS), new OwnShelf());

        assertThat(port.kept("child")).isEqualTo(port.kept("search"));
        assertThat(events(port, Event.Warning.class)).extracting(Event.Warning::code).containsExactly("child-unchanged");
        assertThat(events(port, Event.Warning.class).get(0).message()).matches(".*\\d+\\.\\d, before it \\d+\\.\\d.*");
    }

    private static AdabertSettings withChild(AdabertSettings plain, AdabertSettings.ChildStage child) {
        return new AdabertSettings(
                plain.beta(), plain.gamma(), plain.maxDepth(), plain.nodes(), plain.width(), plain.operations(),
                plain.temperature(), plain.update(), plain.efficiency(), plain.transfer(), plain.projection(), plain.probeInput(),
                plain.zeroRanked(), plain.architecture(), plain.crossTasks(),
                new Stages(plain.stages().probe(), plain.stages().search(), child));
    }

    private static int depth(MemoryPort port) {
        return port.memo().at("/architecture/depth").intValue();
    }

    /** Costs relative to the largest, zero in the ranking, the final logits alone, both updates: all of it to the end. */
    @ParameterizedTest
    @EnumSource(Update.class)
    void everyVariantRunsToItsEnd(Update update) {
        AdabertSettings plain = settings(update, AdabertSettings.SEARCH, Transfer.LOGITS);
        AdabertSettings settings = with(plain, Efficiency.SHARP, true, plain.architecture(), List.of());
        MemoryPort port = new MemoryPort(STAGES);

        MethodResults results = run(port, settings, TinyTask.classes(ROWS), new OwnShelf());

        assertThat(results.checks()).hasSize(2).allMatch(MethodResults.Check::passed);
        List<Event.Scalars> steps = events(port, Event.Scalars.class).stream()
                .filter(each -> each.stage().equals("search"))
                .toList();
        assertThat(steps).hasSize(6).allSatisfy(step -> {
            Map<String, Double> terms = step.values();
            assertThat(terms.get("efficiency")).as("sharp costs go from 0 to 1").isBetween(0.0, 1.0);
            if (update == Update.SINGLE_LEVEL) {
                assertThat(terms.get("loss"))
                        .isCloseTo(
                                0.2 * terms.get("labels") + 0.8 * terms.get("logits") + 4 * terms.get("efficiency"),
                                within(1e-5));
            }
        });
    }

    @Test
    void theCellOfAFinishedRunIsTrainedOnAnotherTaskWithoutSearching() {
        JsonNode other = run(
                        new MemoryPort(STAGES),
                        settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL),
                        TinyTask.classes(ROWS),
                        new OwnShelf())
                .content();
        around.run("20260101-0000-quick-s42", other);
        MemoryPort port = new MemoryPort(STAGES);

        JsonNode content = run(port, given("20260101-0000-quick-s42"), TinyTask.regression(ROWS), new OwnShelf()).content();

        assertThat(content.get("architecture")).isEqualTo(other.get("architecture"));
        assertThat(events(port, Event.ArchitectureSampled.class)).as("nothing is searched").isEmpty();
        assertThat(events(port, Event.ArchitectureDerived.class)).hasSize(1);
    }

    /** A deleted or changed source makes no difference to a run that is on its way. */
    @Test
    void aRunGoesOnWithTheCellThatItBeganWith() {
        JsonNode other = run(
                        new MemoryPort(STAGES),
                        settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL),
                        TinyTask.classes(ROWS),
                        new OwnShelf())
                .content();
        around.run("one", other);
        OwnShelf shelf = new OwnShelf();
        MemoryPort stopped = new MemoryPort(STAGES).stopAfter("fine-tune");
        assertThatThrownBy(() -> run(stopped, given("one"), TinyTask.classes(ROWS), shelf))
                .isInstanceOf(MemoryPort.Stopped.class);
        around.run("one", Json.mapper().createObjectNode());

        JsonNode content = run(stopped.resume(), given("one"), TinyTask.classes(ROWS), shelf).content();

        assertThat(content.get("architecture")).isEqualTo(other.get("architecture"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}                                                                                   | has no architecture in its results",
        "{'depth':1,'nodes':3,'edges':[]}                                                      | has 3 inner nodes, this experiment's have 2",
        "{'depth':5,'nodes':2,'edges':[]}                                                      | has 5 cells, this experiment allows at most 2",
        "{'depth':1,'nodes':2,'edges':[{'from':0,'to':2,'operation':'conv9','probability':1}]} | the operation conv9, which this version",
        "{'depth':1,'nodes':2,'edges':[{'from':0,'to':2,'operation':'zero','probability':1}]}  | does not allow: zero",
        "{'depth':1,'nodes':2,'edges':[{'from':3,'to':2,'operation':'skip','probability':1}]}  | is damaged",
    })
    void aCellThatDoesNotFitIsRefusedBeforeAnythingIsTrained(String architecture, String reason) throws Exception {
        ObjectNode results = Json.mapper().createObjectNode();
        if (!architecture.equals("{}")) {
            results.set("architecture", Json.mapper().readTree(architecture.replace('\'', '"')));
        }
        around.run("other", results);
        MemoryPort port = new MemoryPort(STAGES);
        AdabertSettings plain = given("other");
        Operations noZero = new Operations(true, true, true, true, true, true, true, true, true, false);
        AdabertSettings settings = new AdabertSettings(
                plain.beta(), plain.gamma(), plain.maxDepth(), plain.nodes(), plain.width(), noZero, plain.temperature(),
                plain.update(), plain.efficiency(), plain.transfer(), plain.projection(), plain.probeInput(), plain.zeroRanked(), plain.architecture(), List.of(),
                plain.stages());

        assertThatThrownBy(() -> run(port, settings, TinyTask.classes(ROWS), new OwnShelf()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(reason);
        assertThat(port.recorded()).isEmpty();
    }

    private static final String VALUE = "glue:/data/Value";

    private static AdabertSettings matrix() {
        AdabertSettings plain = settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL);
        return with(plain, Efficiency.PUBLISHED, false, AdabertSettings.SEARCH, List.of(VALUE));
    }

    private static MemoryPort matrixPort() {
        return new MemoryPort(new AdabertMethod().stages(matrix()).toArray(String[]::new));
    }

    private static TrainingData value() {
        TrainingData data = TinyTask.regression(2 * ROWS);
        TaskInfo info = data.info();
        return new TrainingData(
                new TaskInfo("value", VALUE, info.kind(), false, info.labels(), info.metrics()),
                data.train(), data.selection(), data.selectionName(), data.dev(), data.paddingId(), "value");
    }

    /** Every entry is what a run of its own, on that task with that cell, comes to. */
    @Test
    void theMatrixHasWhatRunsOfTheirOwnWouldGive() {
        around.task(VALUE, value());
        MemoryPort port = matrixPort();
        MethodResults results = run(port, matrix(), TinyTask.classes(ROWS), new OwnShelf());
        JsonNode matrix = results.content().get("crossTasks");

        assertThat(matrix.get("tasks").findValuesAsText("name")).containsExactly("tiny", "value");
        assertThat(matrix.get("rows")).extracting(row -> row.get("from").textValue()).containsExactly("tiny", "value", "random");
        assertThat(matrix.at("/rows/0/architecture")).isEqualTo(results.content().get("architecture"));
        for (JsonNode row : matrix.get("rows")) {
            around.run("row", Json.mapper().createObjectNode().set("architecture", row.get("architecture")));
            assertThat(row.get("short")).isEqualTo(row.at("/architecture/short"));
            for (TrainingData task : List.of(TinyTask.classes(ROWS), value())) {
                JsonNode alone = run(new MemoryPort(STAGES), given("row"), task, new OwnShelf()).content();
                assertThat(row.get("scores").get(task.info().name()).doubleValue())
                        .as(row.get("from") + " on " + task.info().name())
                        .isEqualTo(alone.at("/student/score").doubleValue());
            }
        }
        JsonNode value = run(
                        new MemoryPort(STAGES),
                        settings(Update.SINGLE_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL),
                        value(),
                        new OwnShelf())
                .content();
        assertThat(matrix.at("/rows/1/architecture")).isEqualTo(value.get("architecture"));
        assertThat(matrix.at("/tasks/1/teacher")).isEqualTo(value.at("/teacher/score"));
        assertThat(events(port, Event.StageFinished.class))
                .extracting(Event.StageFinished::stage)
                .containsExactlyInAnyOrderElementsOf(new AdabertMethod().stages(matrix()));
    }

    @Test
    void aMatrixStoppedAnywhereEndsTheSame() {
        around.task(VALUE, value());
        MemoryPort whole = matrixPort();
        JsonNode expected = run(whole, matrix(), TinyTask.classes(ROWS), new OwnShelf()).content();
        for (MemoryPort stopped : List.of(
                matrixPort().stopAfter("child"),
                matrixPort().stopAt("fine-tune@value", 2),
                matrixPort().stopAfter("fine-tune@value"),
                matrixPort().stopAt("search@value", 2),
                matrixPort().stopAfter("search@value"),
                matrixPort().stopAt("search@own.from-value", 2),
                matrixPort().stopAfter("search@value.from-own"),
                matrixPort().stopAt("child@value.from-random", 2),
                matrixPort().stopAfter("child@value.from-random"))) {
            OwnShelf shelf = new OwnShelf();
            assertThatThrownBy(() -> run(stopped, matrix(), TinyTask.classes(ROWS), shelf))
                    .isInstanceOf(MemoryPort.Stopped.class);
            MemoryPort resumed = stopped.resume();
            JsonNode content = run(resumed, matrix(), TinyTask.classes(ROWS), shelf).content();

            assertThat(resumed.report()).isEqualTo(whole.report());
            assertThat(content.get("crossTasks").toString()).isEqualTo(expected.get("crossTasks").toString());
            assertThat(resumed.best()).isEqualTo(whole.best());
        }
    }

    /** The teacher is asked about every row within the stage: counted, shown, and stopped where the user wishes. */
    @ParameterizedTest
    @ValueSource(strings = {"probe", "search"})
    void theTeacherIsAskedWithinTheStage(String stage) {
        AdabertSettings settings = settings(Update.BI_LEVEL, AdabertSettings.SEARCH, Transfer.HIERARCHICAL);
        MemoryPort whole = new MemoryPort(STAGES);
        run(whole, settings, TinyTask.classes(ROWS), new OwnShelf());
        List<Event> of = whole.recorded().stream().filter(event -> stage.equals(event.stage())).toList();
        int firstStep = of.indexOf(of.stream().filter(Event.Scalars.class::isInstance).findFirst().orElseThrow());
        List<Event.Progress> before = of.subList(0, firstStep).stream()
                .filter(Event.Progress.class::isInstance)
                .map(Event.Progress.class::cast)
                .toList();
        assertThat(of.get(0)).isInstanceOf(Event.StageStarted.class);
        long rows = stage.equals("search") ? ROWS : ROWS + 12; // the probes are scored on 12 more
        assertThat(before).extracting(Event.Progress::of).contains(rows).last().isEqualTo(6L);
        assertThat(before).filteredOn(each -> each.of() == rows).last().extracting(Event.Progress::step).isEqualTo(rows);

        OwnShelf shelf = new OwnShelf();
        MemoryPort stopped = new MemoryPort(STAGES).stopAmid(stage);
        assertThatThrownBy(() -> run(stopped, settings, TinyTask.classes(ROWS), shelf))
                .isInstanceOf(MemoryPort.Stopped.class);
        assertThat(stopped.recorded()).filteredOn(event -> stage.equals(event.stage())).as("not one step").hasSize(1);
        MemoryPort resumed = stopped.resume();
        run(resumed, settings, TinyTask.classes(ROWS), shelf);
        assertThat(resumed.report()).isEqualTo(whole.report());
    }

    private static AdabertSettings given(String run) {
        AdabertSettings plain = settings(Update.SINGLE_LEVEL, AdabertSettings.RUN + run, Transfer.HIERARCHICAL);
        return with(plain, Efficiency.PUBLISHED, false, plain.architecture(), List.of());
    }

    private static AdabertSettings with(
            AdabertSettings plain, Efficiency efficiency, boolean zeroRanked, String architecture, List<String> tasks) {
        return new AdabertSettings(
                plain.beta(), plain.gamma(), plain.maxDepth(), plain.nodes(), plain.width(), plain.operations(),
                plain.temperature(), plain.update(), efficiency, plain.transfer(), plain.projection(), plain.probeInput(),
                zeroRanked, architecture, tasks,
                plain.stages());
    }

    private static <T extends Event> List<T> events(MemoryPort port, Class<T> kind) {
        return port.recorded().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private MethodResults run(MemoryPort port, AdabertSettings settings, TrainingData data, TeacherShelf shelf) {
        return run(port, settings, data, TinyTask.teacher(), shelf);
    }

    private MethodResults run(
            MemoryPort port, AdabertSettings settings, TrainingData data, Teacher teacher, TeacherShelf shelf) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new AdabertMethod()
                    .run(settings, new MethodContext(
                            port, new Compute(manager, Precision.FLOAT32, 1, "cpu"), data, teacher,
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
                Projection.RANDOM,
                ProbeInput.POOLER,
                false,
                origin,
                List.of(),
                new Stages(
                        new AdabertSettings.ProbeStage(2, 1e-2, 8, 5),
                        new AdabertSettings.SearchStage(2, Descent.MOMENTUM, 2e-2, 5e-4, 0.9, 3e-4, 3e-2, 1e-3, 5, batch, 0.1),
                        new AdabertSettings.ChildStage(1, 1e-3, 0, true, null, null, null, null, null)));
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
