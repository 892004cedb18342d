package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults.Check;
import org.bertrim.engine.method.NetworkMeasures;
import org.bertrim.engine.method.adabert.AdabertSettings.Update;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.model.CellParameters;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.Course;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.LearningRate;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.Scorer;
import org.bertrim.engine.training.Seeds;
import org.bertrim.engine.training.StageLoop;
import org.jspecify.annotations.Nullable;

/**
 * Stage {@code search}: trains weights and architecture together, keeps the state whose architecture scores best on the rows that select,
 * and takes the small network out of it. Where the architecture is given it trains that one's weights by the same loss.
 */
final class SearchStage {

    static final String STAGE = "search";
    /** Where the memo keeps the architecture. */
    static final String ARCHITECTURE = "architecture";
    /** Where the memo keeps the self-check. */
    static final String CHECK = "childCheck";

    /** Under which name the run keeps what the teacher answered to each row, where the next stage asks for the same. */
    static final String ANSWERS = "answers";

    private static final int INITIAL_WEIGHTS = -2;
    private static final int INITIAL_LOGITS = -3;
    private static final int HALVES = -4;

    private final AdabertSettings settings;
    private final AdabertSettings.SearchStage own;
    private final MethodContext context;
    private final RunPort port;
    private final Scorer scorer;

    SearchStage(AdabertSettings settings, MethodContext context) {
        this.settings = settings;
        this.own = settings.stages().search();
        this.context = context;
        this.port = context.port();
        this.scorer = new Scorer(context.compute().manager(), context.data().info(), context.data().paddingId());
    }

    /** The shape of the network that is searched. */
    static CellConfig config(AdabertSettings settings, MethodContext context) {
        return CellConfig.search(
                context.teacher().shape(),
                settings.width(context.teacher().shape()),
                settings.maxDepth(),
                settings.nodes(),
                settings.operations().candidates(),
                context.data().info().pair(),
                context.data().info().outputs());
    }

    /**
     * The small network's weights, trained now or found; its architecture is in the memo.
     *
     * @param probeWeights the trained probes
     * @param given the architecture whose weights are trained; null to search one
     */
    Map<String, StoredTensor> run(
            FineTunedTeacher teacher, Map<String, StoredTensor> probeWeights, @Nullable Architecture given) {
        List<TokenRows> halves = settings.update() == Update.BI_LEVEL && given == null
                ? TrainingRows.halves(context.data().augmented().train(), seed(HALVES))
                : List.of(context.data().augmented().train());
        TrainingRows others = halves.size() == 1
                ? null
                : new TrainingRows(halves.get(1), own.batchSize(), context.data().paddingId(), seed(HALVES));
        try (TaughtRows taught = new TaughtRows(context, teacher, probeWeights, settings.probeInput(), halves)) {
            return search(teacher, halves.get(0), taught, others, given);
        }
    }

    private Map<String, StoredTensor> search(
            FineTunedTeacher teacher,
            TokenRows rows,
            TaughtRows taught,
            @Nullable TrainingRows others,
            @Nullable Architecture given) {
        CellConfig config = config(settings, context);
        Map<String, StoredTensor> start = start(config, tables(teacher));
        Course course = new Course(
                STAGE,
                own.epochs(),
                own.over(context.training()),
                (step, steps) -> LearningRate.cosine(step, steps, own.learningRate(), own.endLearningRate()));
        long perEpoch = StageLoop.stepsPerEpoch(rows.size(), own.batchSize());
        long last = perEpoch * own.epochs();
        try (SearchModel model = new SearchModel(context.compute().manager(), config, start, seed(INITIAL_LOGITS));
                SearchOptimizer optimizer = new SearchOptimizer(model, context.compute().manager(), own);
                SearchPasses passes = new SearchPasses(
                        context,
                        settings,
                        model,
                        optimizer,
                        taught,
                        others,
                        given,
                        teacher.config().layers(),
                        perEpoch,
                        last)) {
            long steps = new StageLoop(port, context.compute(), context.data().withTrain(rows))
                    .run(course, model, optimizer, passes, step -> select(model, passes, given, step, last));
            if (settings.stages().child().gamma() > 0) {
                taught.logits().ifPresent(this::keep);
            }
            return finish(model, given, steps);
        }
    }

    private void keep(StoredTensor logits) {
        port.keep(ANSWERS, Map.of(ANSWERS, logits));
        port.memo().put(ANSWERS, true);
    }

    private Map<String, StoredTensor> start(CellConfig config, Map<String, StoredTensor> tables) {
        Map<String, StoredTensor> start = CellParameters.initial(config, tables, seed(INITIAL_WEIGHTS));
        if (settings.projection() == AdabertSettings.Projection.PRINCIPAL) {
            StoredTensor word = tables.get(CellParameters.WORD);
            try (NDManager manager = context.compute().manager().newSubManager();
                    Value rows = CellKernels.principal(
                            manager.create(word.data().asFloatBuffer(), new Shape(word.shape())), config.width())) {
                start.put(CellParameters.PROJECTION, BertModel.stored(rows.array(manager)));
            }
        }
        return start;
    }

    /** The word and position tables of the teacher under the cells' names. */
    private static Map<String, StoredTensor> tables(FineTunedTeacher teacher) {
        Map<String, StoredTensor> tables = new HashMap<>();
        tables.put(CellParameters.WORD, teacher.weights().get(Parameters.WORDS));
        tables.put(CellParameters.POSITION, teacher.weights().get(Parameters.POSITIONS));
        return tables;
    }

    /** Scores the architecture that the search would end with now, at the end of each epoch. */
    private double select(
            SearchModel model, SearchPasses passes, @Nullable Architecture given, long step, long last) {
        port.events().emit(new Event.TransferWeighed(STAGE, step, passes.shares().take()));
        if (given == null && (step == last || !passes.describes(step))) { // a state that may be chosen is always told
            port.events().emit(model.describe(STAGE, step, passes.temperature(step)));
        }
        Architecture architecture = given == null ? model.derive(settings.zeroRanked()) : given;
        CellModel.Choice choice = model.cells().choice(architecture);
        Statistics.estimate(context, model.cells(), choice);
        LinkedHashMap<String, Double> scores = scorer.score(model.cells().as(choice), context.data().selection());
        port.events().emit(new Event.Evaluated(
                STAGE, step, "student", context.data().selectionName(), context.data().selection().size(), scores));
        return Scorer.first(scores);
    }

    /** Derives the best state's architecture and the small network, and proves that it is the same function. */
    private Map<String, StoredTensor> finish(SearchModel model, @Nullable Architecture given, long steps) {
        Architecture architecture = given == null ? model.derive(settings.zeroRanked()) : given;
        CellModel.Choice choice = model.cells().choice(architecture);
        Statistics.estimate(context, model.cells(), choice);
        Map<String, StoredTensor> weights = Child.inherit(model.cells(), architecture, context.compute().manager());
        port.events().emit(new Event.ArchitectureDerived(
                STAGE,
                port.memo().path("selected").path(STAGE).path("step").asLong(steps),
                architecture.depth(),
                architecture.edges().stream()
                        .map(edge -> new Event.KeptEdge(edge.from(), edge.to(), edge.operation().word(), edge.probability()))
                        .toList()));
        port.memo().set(ARCHITECTURE, ArchitectureJson.write(architecture));
        port.memo().set(CHECK, Json.mapper().valueToTree(check(model.cells(), architecture, weights)));
        ChildStage.score(context, STAGE, steps, model.cells().as(choice));
        port.keep(STAGE, weights);
        port.end(STAGE, steps);
        port.save(new Checkpoint(STAGE, steps, true, port.memo().deepCopy(), weights, Map.of()));
        return weights;
    }

    /** In float64, so that only what was really changed shows, and not the order of sums. */
    private Check check(CellModel searched, Architecture architecture, Map<String, StoredTensor> weights) {
        Map<String, StoredTensor> whole = new LinkedHashMap<>();
        searched.arrays().forEach((name, array) -> whole.put(name, BertModel.stored(array)));
        try (CellModel large =
                        CellModel.inDoublePrecision(context.compute().manager(), searched.config(), whole);
                CellModel small = CellModel.inDoublePrecision(
                        context.compute().manager(), searched.config().child(architecture), weights)) {
            return new NetworkMeasures(context)
                    .equal(
                            "child equals the search network restricted to its architecture: largest logit difference",
                            large.as(large.choice(architecture)),
                            small);
        }
    }

    private long seed(int use) {
        return Seeds.of(port.seed(), STAGE, 0, use);
    }
}
