package org.bertrim.engine.method.dynabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.TinySurroundings;
import org.bertrim.engine.method.dynabert.DynabertSettings.Ablation;
import org.bertrim.engine.method.dynabert.DynabertSettings.DistillationStage;
import org.bertrim.engine.method.dynabert.DynabertSettings.Order;
import org.bertrim.engine.method.dynabert.DynabertSettings.Stages;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.RandomWeights;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.MemoryPort;
import org.bertrim.engine.training.TeacherShelf;
import org.bertrim.engine.training.TinyTask;
import org.bertrim.engine.training.TrainingBatch;
import org.bertrim.engine.training.TrainingData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs of the method on a tiny network, and the gradients of its stages. */
class DynabertRunTest {

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    /** Methods, pitfall 6: the released code leaves pooler and classifier of a regression untrained. */
    @Test
    void poolerAndClassifierOfARegressionLearnInBothDistillingStages() {
        BertConfig config = BertConfig.of(TinyTask.SHAPE, 1e-12, 1);
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, Ablation.FULL);
        TrainingData data = TinyTask.regression(8);
        try (NDManager manager = NDManager.newBaseManager();
                BertModel student = new BertModel(manager, config, RandomWeights.of(config, 1, 0.2), Precision.FLOAT32);
                BertModel teacher = new BertModel(manager, config, RandomWeights.of(config, 2, 0.2), Precision.FLOAT32);
                TrainingBatch batch = new TrainingBatch(
                        manager, Batches.of(data.train(), IntStream.range(0, 8).toArray(), 0), data.info().kind())) {
            Plan plan = new Plan(settings);
            for (Plan.Stage stage : plan.distilling()) {
                Map<String, NDArray> gradients = new LinkedHashMap<>();
                student.parameters().forEach((name, array) -> gradients.put(name, manager.zeros(array.getShape())));
                try (Value list = Value.list(List.copyOf(gradients.values()))) {
                    Map<String, Double> terms = Passes.distillation(
                                    stage.id(), 1, student, teacher, plan.pupils(stage, TinyTask.SHAPE), LayerRule.PAPER,
                                    stage.settings(), TinyTask.settings(0))
                            .run(1, batch, list);
                    assertThat(terms.get("loss.logits")).isPositive();
                }
                for (String name : List.of(
                        "bert.pooler.dense.weight", "bert.pooler.dense.bias", "classifier.weight", "classifier.bias")) {
                    assertThat(gradients.get(name).abs().max().getFloat()).as(stage.id() + " " + name).isGreaterThan(1e-4f);
                }
            }
        }
    }

    /** loss = sum over networks of λ1·logits + λ2·hidden; a student that is its own teacher has no hidden error at full width. */
    @Test
    void lossIsTheWeightedSumOfItsTerms() {
        BertConfig config = BertConfig.of(TinyTask.SHAPE, 1e-12, 2);
        TrainingData data = TinyTask.classes(8);
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = new BertModel(manager, config, RandomWeights.of(config, 1, 0.2), Precision.FLOAT32);
                TrainingBatch batch = new TrainingBatch(
                        manager, Batches.of(data.train(), IntStream.range(0, 8).toArray(), 0), data.info().kind())) {
            Plan plan = new Plan(settings(Order.WIDTH_DEPTH, Ablation.FULL));
            Plan.Stage stage = plan.distilling().get(0);
            List<NDArray> zeros = model.parameters().values().stream().map(a -> manager.zeros(a.getShape())).toList();
            try (Value list = Value.list(zeros)) {
                Map<String, Double> terms = Passes.distillation(
                                stage.id(), 1, model, model, plan.pupils(stage, TinyTask.SHAPE), LayerRule.PAPER,
                                stage.settings(), TinyTask.settings(0))
                        .run(1, batch, list);
                assertThat(terms.get("loss.hidden.1.0x1.0")).isLessThan(1e-10);
                assertThat(terms.get("loss.hidden.0.25x1.0")).isGreaterThan(1e-2);
                assertThat(terms.get("loss"))
                        .isCloseTo(terms.get("loss.logits") + 0.1 * terms.get("loss.hidden"), org.assertj.core.api.Assertions.within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ablation.class)
    void everyAblationEndsWithItsOwnGridAndPassesItsChecks(Ablation ablation) {
        MethodResults results = run(port(settings(Order.WIDTH_DEPTH, ablation)), settings(Order.WIDTH_DEPTH, ablation), false);

        assertThat(results.content().get("subnetworks")).hasSize(4);
        assertThat(results.checks()).isNotEmpty().allMatch(MethodResults.Check::passed);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void everyOrderTrainsARegression(Order order) {
        MemoryPort port = port(settings(order, Ablation.FULL));
        MethodResults results = run(port, settings(order, Ablation.FULL), true);

        assertThat(results.content().get("subnetworks")).hasSize(4);
        assertThat(results.checks()).allMatch(MethodResults.Check::passed);
        assertThat(port.recorded().stream().filter(Event.StageStarted.class::isInstance).map(e -> ((Event.StageStarted) e).stage()))
                .containsExactlyElementsOf(new Plan(settings(order, Ablation.FULL)).ids());
    }

    /** Importance, rewiring, slices and small models of layers that share parameters; every self-check holds. */
    @Test
    void aTeacherThatSharesLayersPassesEveryStageAndCheck() {
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, Ablation.FULL);
        MethodResults results = run(port(settings), settings, TinyTask.classes(24), TinyTask.albert(), new OwnShelf());

        assertThat(results.checks()).hasSizeGreaterThan(5).allMatch(MethodResults.Check::passed);
        JsonNode subnetworks = results.content().get("subnetworks");
        assertThat(subnetworks.get(0).get("encoderParameters").asLong())
                .as("two sets for four layers")
                .isEqualTo(2 * (4 * (16 * 16 + 16) + 2 * 16 * 32 + 32 + 16 + 4 * 16));
    }

    @ParameterizedTest
    @EnumSource(Ablation.class)
    void everyAblationLearnsQuestionsOnPassages(Ablation ablation) {
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, ablation);
        TrainingData data = TinyTask.spans(24);
        MemoryPort port = port(settings);

        MethodResults results = run(port, settings, data, new OwnShelf());

        assertThat(results.checks()).isNotEmpty().allMatch(MethodResults.Check::passed);
        List<JsonNode> models = new ArrayList<>(List.of(results.content().get("teacher")));
        results.content().get("subnetworks").forEach(models::add);
        assertThat(models).hasSize(5).allSatisfy(model -> {
            assertThat(model.get("scores").get("dev").fieldNames()).toIterable().containsExactly("spanF1", "exactMatch");
            assertThat(model.get("score")).isEqualTo(model.at("/scores/dev/spanF1"));
        });
        assertThat(port.recorded())
                .filteredOn(event -> event instanceof Event.SubnetworkEvaluated)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(((Event.SubnetworkEvaluated) event).examples()).isEqualTo(7));
        if (ablation == Ablation.FULL) {
            MemoryPort stopped = port(settings).stopAt("depth", 2);
            OwnShelf shelf = new OwnShelf();
            assertThatThrownBy(() -> run(stopped, settings, data, shelf)).isInstanceOf(MemoryPort.Stopped.class);
            MemoryPort resumed = stopped.resume();
            run(resumed, settings, data, shelf);
            assertThat(resumed.last().weights()).isEqualTo(port.last().weights());
            assertThat(resumed.report()).isEqualTo(port.report());
        }
    }

    /** A stop within and after each stage, and a new process: weights and events end the same. */
    @ParameterizedTest
    @CsvSource({"FULL, fine-tune;importance;width;depth;final", "SEPARATE, fine-tune;width-0.25x1.0;width-0.25x0.5"})
    void aRunStoppedAnywhereEndsTheSame(Ablation ablation, String stages) {
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, ablation);
        MemoryPort whole = port(settings);
        MethodResults expected = run(whole, settings, false);
        for (String stage : stages.split(";")) {
            for (MemoryPort stopped : List.of(port(settings).stopAt(stage, 2), port(settings).stopAfter(stage))) {
                OwnShelf shelf = new OwnShelf();
                if (stage.equals("importance") && stopped.stopsWithin()) {
                    continue; // it has no steps
                }
                assertThatThrownBy(() -> run(stopped, settings, false, shelf)).isInstanceOf(MemoryPort.Stopped.class);
                MemoryPort resumed = stopped.resume();
                MethodResults results = run(resumed, settings, false, shelf);

                assertThat(resumed.last().weights()).as(stage).isEqualTo(whole.last().weights());
                assertThat(resumed.report()).as(stage).isEqualTo(whole.report());
                assertThat(results.checks()).isEqualTo(expected.checks());
            }
        }
    }

    @Test
    void aTeacherThatWasDeletedMeanwhileIsNamed() {
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, Ablation.FULL);
        MemoryPort stopped = port(settings).stopAt("depth", 1);
        assertThatThrownBy(() -> run(stopped, settings, false)).isInstanceOf(MemoryPort.Stopped.class);

        assertThatThrownBy(() -> run(stopped.resume(), settings, false))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("fine-tuned teacher");
    }

    /** 24 rows in batches of 8 make 3 steps; every stage is scored on dev before it ends. */
    @ParameterizedTest
    @EnumSource(Ablation.class)
    void everyStageEndsAfterItsFinalScoresWhichCarryTheLastStep(Ablation ablation) {
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, ablation);
        MemoryPort port = port(settings);
        run(port, settings, false);

        String open = "";
        Map<String, Long> steps = new LinkedHashMap<>();
        for (Event event : port.recorded()) {
            if (event instanceof Event.StageStarted started) {
                open = started.stage();
                steps.put(open, started.steps());
            } else if (event instanceof Event.StageFinished finished) {
                assertThat(finished.stage()).isEqualTo(open);
                assertThat(finished.steps()).isEqualTo(steps.get(open));
                open = "";
            } else if (event instanceof Event.SubnetworkEvaluated scored) {
                assertThat(scored.stage()).isEqualTo(open);
                if (scored.split().equals("dev")) {
                    assertThat(scored.step()).isEqualTo(steps.get(open));
                }
            }
        }
        assertThat(steps.keySet()).containsExactlyElementsOf(new Plan(settings).ids());
    }

    /** 24 rows and 16 variants in batches of 8: 3 steps by the original rows, 5 by all. */
    @ParameterizedTest
    @EnumSource(Ablation.class)
    void studentsLearnFromAugmentedRowsAndTeacherAndFinalTuningDoNot(Ablation ablation) {
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, ablation);
        MemoryPort port = port(settings);
        TrainingData plain = TinyTask.classes(24);

        run(port, settings, plain.with(TinyTask.rows(plain.info().kind(), 16, 5)), new OwnShelf());

        Map<String, Long> steps = new LinkedHashMap<>();
        for (Event event : port.recorded()) {
            if (event instanceof Event.StageStarted started) {
                steps.put(started.stage(), started.stepsPerEpoch());
            }
        }
        steps.keySet().removeAll(List.of("importance", "measure"));
        assertThat(steps).allSatisfy((stage, count) ->
                assertThat(count).as(stage).isEqualTo(List.of("fine-tune", "final").contains(stage) ? 3 : 5));
        assertThat(steps).containsKey("fine-tune").hasSizeGreaterThan(3);
    }

    @Test
    void resultsHoldTheScoresOnEveryDevSet() {
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, Ablation.FULL);
        TrainingData one = TinyTask.classes(24);
        Map<String, TokenRows> dev = new LinkedHashMap<>(one.dev());
        dev.put("dev-mismatched", TinyTask.rows(one.info().kind(), 12, 9));
        TrainingData data = new TrainingData(
                one.info(), one.train(), one.selection(), one.selectionName(), dev, one.paddingId(), one.fingerprint());
        MemoryPort port = port(settings);

        OwnShelf shelf = new OwnShelf();

        ObjectNode results = run(port, settings, data, shelf).content();

        List<JsonNode> models = new ArrayList<>(List.of(results.get("teacher")));
        results.get("subnetworks").forEach(models::add);
        assertThat(models).hasSize(5).allSatisfy(model -> {
            assertThat(model.get("scores").fieldNames()).toIterable().containsExactly("dev", "dev-mismatched");
            assertThat(model.get("score")).isEqualTo(model.at("/scores/dev/accuracy"));
        });
        Map<String, Double> last = port.recorded().stream()
                .filter(e -> e instanceof Event.SubnetworkEvaluated s && s.split().equals("dev-mismatched"))
                .map(e -> ((Event.SubnetworkEvaluated) e).scores())
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(models.get(4).at("/scores/dev-mismatched/accuracy").doubleValue()).isEqualTo(last.get("accuracy"));
        MemoryPort resumed = port.resume();
        assertThat(withoutMeasured(run(resumed, settings, data, shelf).content().get("teacher")))
                .as("the teacher's scores come back from the checkpoint")
                .isEqualTo(withoutMeasured(results.get("teacher")));
    }

    private static JsonNode withoutMeasured(JsonNode model) {
        return ((ObjectNode) model.deepCopy()).without("measured");
    }

    @Test
    void theRewiringIsCheckedExactlyAndByItsLogits() {
        DynabertSettings settings = settings(Order.WIDTH_DEPTH, Ablation.FULL);

        assertThat(run(port(settings), settings, false).checks())
                .filteredOn(check -> check.name().startsWith("rewiring"))
                .satisfiesExactly(
                        exact -> assertThat(exact)
                                .isEqualTo(new MethodResults.Check(
                                        "rewiring undone gives the fine-tuned weights back bit for bit: tensors that differ",
                                        0,
                                        0,
                                        true)),
                        logits -> assertThat(logits.limit()).isEqualTo(1e-5));
    }

    private static MemoryPort port(DynabertSettings settings) {
        return new MemoryPort(new Plan(settings).ids().toArray(String[]::new));
    }

    private static MethodResults run(MemoryPort port, DynabertSettings settings, boolean regression) {
        return run(port, settings, regression, new OwnShelf());
    }

    private static MethodResults run(MemoryPort port, DynabertSettings settings, boolean regression, TeacherShelf shelf) {
        return run(port, settings, regression ? TinyTask.regression(24) : TinyTask.classes(24), shelf);
    }

    private static MethodResults run(
            MemoryPort port, DynabertSettings settings, TrainingData data, TeacherShelf shelf) {
        return run(port, settings, data, TinyTask.teacher(), shelf);
    }

    private static MethodResults run(
            MemoryPort port, DynabertSettings settings, TrainingData data, Teacher teacher, TeacherShelf shelf) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new DynabertMethod()
                    .run(settings, new MethodContext(
                            port, new Compute(manager, Precision.FLOAT32, 1, "cpu"), data, teacher,
                            TinyTask.settings(0.1), TinyTask.stage(1, 1e-3), shelf, "print", (name, config, weights, rule) -> {},
                            new TinySurroundings()));
        }
    }

    private static DynabertSettings settings(Order order, Ablation ablation) {
        return new DynabertSettings(
                List.of(1.0, 0.25), List.of(1.0, 0.5), LayerRule.PAPER, order, ablation,
                new Stages(
                        new DistillationStage(1, 1e-3, 1, 0.1), new DistillationStage(1, 1e-3, 1, 1), TinyTask.stage(1, 1e-3)));
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
