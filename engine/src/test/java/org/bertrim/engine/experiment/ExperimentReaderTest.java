package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.dynabert.DynabertSettings;
import org.bertrim.engine.method.dynabert.DynabertSettings.Ablation;
import org.bertrim.engine.method.dynabert.DynabertSettings.DistillationStage;
import org.bertrim.engine.method.dynabert.DynabertSettings.Order;
import org.bertrim.engine.method.finetune.FinetuneSettings;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentReaderTest {

    private static final Path BASE = Path.of("/base");

    @TempDir
    Path folder;

    /** Every value is one of the defaults of DynaBERT's repository. */
    @Test
    void whatIsLeftOutTakesThePublishedDefault() {
        Experiment experiment = read("""
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2"},
                 "task": {"source": "sample:reviews"}, "method": {"type": "dynabert"}}""");

        assertThat(experiment.teacher().layers()).isNull();
        assertThat(experiment.teacher().fineTuning())
                .isEqualTo(new StageSettings(3, 2e-5, null, null, null, null, null));
        assertThat(experiment.task()).isEqualTo(new TaskChoice("sample:reviews", 128, null, null, 0));
        assertThat(experiment.augmentation()).isEqualTo(AugmentationSettings.NONE);
        assertThat(experiment.training()).isEqualTo(new TrainingSettings(32, 0, 0, 1, 0.1, 5, 2, "held-out"));
        assertThat(experiment.seeds()).containsExactly(42L);
        assertThat(experiment.device()).isEqualTo("auto");
        assertThat(experiment.precision()).isEqualTo("auto");
        assertThat(experiment.threads()).isNull();
        assertThat(experiment.method().settings())
                .isEqualTo(new DynabertSettings(
                        List.of(1.0, 0.75, 0.5, 0.25),
                        List.of(1.0, 0.75, 0.5),
                        LayerRule.PAPER,
                        Order.WIDTH_DEPTH,
                        Ablation.FULL,
                        new DynabertSettings.Stages(
                                new DistillationStage(3, 2e-5, 1.0, 0.1),
                                new DistillationStage(3, 2e-5, 1.0, 1.0),
                                new StageSettings(3, 2e-5, null, null, null, null, null))));
    }

    @Test
    void whatIsWrittenIsRead() {
        Experiment experiment = read("""
                {"schema": 1, "name": "Größe", "threads": 2, "device": "gpu:1", "precision": "bfloat16",
                 "seeds": [-1, 7],
                 "teacher": {"source": "hub:owner/name", "layers": 4, "fineTuning": {"epochs": 0, "dropout": 0.3}},
                 "task": {"source": "sample:pairs", "maxTokens": 8, "trainRows": 600, "drawSeed": 9},
                 "training": {"batchSize": 16, "warmupShare": 0.06, "weightDecay": 1, "clipNorm": 5, "dropout": 0,
                              "checkpointMinutes": 0.5, "evaluationsPerEpoch": 1, "protocol": "published"},
                 "method": {"type": "dynabert", "widths": [1, 0.5], "depths": [1], "layerRule": "released-code",
                            "order": "joint", "ablation": "vanilla",
                            "stages": {"width": {"epochs": 2, "batchSize": 8}, "final": {"learningRate": 1e-3}}}}""");

        assertThat(experiment.name()).isEqualTo("Größe");
        assertThat(experiment.threads()).isEqualTo(2);
        assertThat(experiment.device()).isEqualTo("gpu:1");
        assertThat(experiment.precision()).isEqualTo("bfloat16");
        assertThat(experiment.seeds()).containsExactly(-1L, 7L);
        assertThat(experiment.teacher())
                .isEqualTo(new TeacherChoice(
                        "hub:owner/name", 4, new StageSettings(0, 2e-5, null, null, null, null, 0.3)));
        assertThat(experiment.task()).isEqualTo(new TaskChoice("sample:pairs", 8, null, 600, 9));
        assertThat(experiment.training()).isEqualTo(new TrainingSettings(16, 0.06, 1, 5, 0, 0.5, 1, "published"));
        DynabertSettings settings = (DynabertSettings) experiment.method().settings();
        assertThat(settings.widths()).containsExactly(1.0, 0.5);
        assertThat(settings.layerRule()).isEqualTo(LayerRule.RELEASED_CODE);
        assertThat(settings.order()).isEqualTo(Order.JOINT);
        assertThat(settings.ablation()).isEqualTo(Ablation.VANILLA);
        assertThat(settings.stages().width().stage()).isEqualTo(new StageSettings(2, 2e-5, 8, null, null, null, null));
        assertThat(settings.stages().finalTuning().learningRate()).isEqualTo(1e-3);
    }

    @Test
    void methodWithoutSettingsNeedsNone() {
        assertThat(read(valid().replace("dynabert", "finetune")).method())
                .isEqualTo(new MethodChoice("finetune", new FinetuneSettings()));
    }

    @Test
    void aTaskThatIsNotThereIsReportedWithTheOtherProblems() {
        for (String source : List.of("sample:nothing", "glue:nowhere/SST-2", "glue:MY-TASK")) {
            List<FieldProblem> problems = problems("""
                    {"schema": 1, "name": "x", "teacher": {"source": "builtin:e5-small-v2"},
                     "task": {"source": "%s"}, "method": {"type": "dynabert", "widths": []}}""".formatted(source));

            assertThat(problems).extracting(FieldProblem::path).containsExactlyInAnyOrder("method.widths", "task.source");
        }
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        List<FieldProblem> problems = problems("""
                {"schema": 2, "nmae": "x", "teacher": {"source": "builtin", "layers": 0, "fineTuning": {"epochs": 1.5}},
                 "task": {"maxTokens": 4, "trainRows": null},
                 "method": {"type": "dynabert", "widths": [1.0, 1.5, "a", 1, 0], "depths": [], "layerRule": "papr",
                            "stages": {"width": {"lamdaLogits": 1, "epochs": -1}, "depth": 3}},
                 "training": {"batchsize": 32, "dropout": "0.1"}, "seeds": [1, 1, 2.5], "device": "gpu",
                 "precision": "float16", "threads": 0}""");

        assertThat(problems).extracting(FieldProblem::path, FieldProblem::value).containsExactlyInAnyOrder(
                tuple("nmae", "\"x\""),
                tuple("precision", "\"float16\""),
                tuple("threads", "0"),
                tuple("schema", "2"),
                tuple("name", "(missing)"),
                tuple("teacher.layers", "0"),
                tuple("teacher.fineTuning.epochs", "1.5"),
                tuple("teacher.source", "\"builtin\""),
                tuple("task.maxTokens", "4"),
                tuple("task.trainRows", "null"),
                tuple("task.source", "(missing)"),
                tuple("method.widths[1]", "1.5"),
                tuple("method.widths[2]", "\"a\""),
                tuple("method.widths[3]", "1"),
                tuple("method.widths[4]", "0"),
                tuple("method.depths", "[]"),
                tuple("method.layerRule", "\"papr\""),
                tuple("method.stages.width.lamdaLogits", "1"),
                tuple("method.stages.width.epochs", "-1"),
                tuple("method.stages.depth", "3"),
                tuple("training.batchsize", "32"),
                tuple("training.dropout", "\"0.1\""),
                tuple("seeds[1]", "1"),
                tuple("seeds[2]", "2.5"),
                tuple("device", "\"gpu\""));
        assertThat(allowed(problems, "nmae")).isEqualTo("unknown key; did you mean name?");
        assertThat(allowed(problems, "training.batchsize")).isEqualTo("unknown key; did you mean batchSize?");
        assertThat(allowed(problems, "method.stages.width.lamdaLogits")).contains("did you mean lambdaLogits?");
        assertThat(allowed(problems, "method.layerRule")).isEqualTo("one of paper, released-code; did you mean paper?");
        assertThat(allowed(problems, "method.widths[1]")).isEqualTo("a number above 0 and up to 1 (share of heads)");
        assertThat(allowed(problems, "method.widths[3]")).contains("method.widths[0]");
        assertThat(allowed(problems, "task.maxTokens")).isEqualTo("a whole number from 8 to 512 (tokens)");
        assertThat(allowed(problems, "training.dropout")).isEqualTo("a number from 0 to 0.9 (probability)");
        assertThat(allowed(problems, "task.source")).contains("sample:NAME, glue:FOLDER, squad:FOLDER, table:FILE");
    }

    @Test
    void emptyObjectLacksEverythingThatHasNoDefault() {
        assertThat(problems("{}"))
                .extracting(FieldProblem::path)
                .containsExactly("schema", "name", "teacher.source", "task.source", "method.type");
    }

    @Test
    void keyThatResemblesNoneListsThoseThatThereAre() {
        assertThat(allowed(problems(valid().replace("\"name\"", "\"zzzzzz\": 1, \"name\"")), "zzzzzz"))
                .isEqualTo("unknown key; the keys here are schema, name, teacher, task, augmentation, method, training, seeds,"
                        + " device, precision, threads");
        assertThat(allowed(problems(valid().replace("\"dynabert\"", "\"finetune\", \"widths\": [1]")), "method.widths"))
                .contains("the keys here are type");
    }

    @Test
    void keysThatStandTwiceAreReportedBesideTheRest() throws IOException {
        Path file = write("""
                {"schema": 1, "schema": 1, "name": "n",
                 "teacher": {"source": "builtin:a", "layers": 4, "layers": 900000},
                 "task": {"source": "sample:a"}, "seeds": [{"a": 1, "a": 2}]}""");

        InvalidExperiment invalid =
                catchThrowableOfType(InvalidExperiment.class, () -> ExperimentReader.read(file));

        assertThat(invalid.problems())
                .extracting(FieldProblem::path, FieldProblem::value)
                .contains(
                        tuple("schema", "1"),
                        tuple("teacher.layers", "900000"),
                        tuple("seeds[0].a", "2"),
                        tuple("method.type", "(missing)"));
        assertThat(invalid.what()).contains(file.toString());
        assertThat(invalid.why()).contains("teacher.layers").contains("seeds[0].a");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "  ", "{", "{} {}", "{\"a\": }", "[1,]", "nul", "{\"a\": 01}", "{\"a\": NaN}", "// c\n{}"
    })
    void brokenJsonIsRefusedWithItsPlace(String text) throws IOException {
        Path file = write(text);

        InvalidExperiment invalid =
                catchThrowableOfType(InvalidExperiment.class, () -> ExperimentReader.read(file));

        assertThat(invalid.problems()).hasSize(1);
        assertThat(invalid.problems().get(0).path()).startsWith("line ");
    }

    @Test
    void deeplyNestedAndWronglyEncodedFilesAreRefused() throws IOException {
        Path deep = write("[".repeat(100_000));
        Path latin = folder.resolve("latin.json");
        Files.write(latin, "{\"name\": \"Größe\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ExperimentReader.read(deep)).isInstanceOf(InvalidExperiment.class);
        assertThatThrownBy(() -> ExperimentReader.read(latin)).isInstanceOf(InvalidExperiment.class);
    }

    @Test
    void missingFileIsNoInvalidExperiment() {
        assertThatThrownBy(() -> ExperimentReader.read(folder.resolve("none.json")))
                .isInstanceOf(EngineException.class)
                .isNotInstanceOf(InvalidExperiment.class)
                .hasMessageContaining("none.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"text\"", "true"})
    void documentThatIsNoObjectIsRefused(String text) {
        assertThat(problems(text)).extracting(FieldProblem::path).containsExactly("the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "task", "method", "training"})
    void objectOfAnotherTypeIsRefusedOnce(String key) throws JsonProcessingException {
        ObjectNode root = (ObjectNode) Json.mapper().readTree(valid());
        root.putArray(key).add(1);

        assertThat(problems(root.toString())).extracting(FieldProblem::path).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "builtin:e5-small-v2 | builtin:e5-small-v2",
                "hub:intfloat/e5-small-v2 | hub:intfloat/e5-small-v2",
                "run:20260101-000000-reviews-s42 | run:20260101-000000-reviews-s42",
                "folder:models/bert | folder:/base/models/bert",
                "folder:../bert/ | folder:/bert",
                "folder:/absolute/a:b | folder:/absolute/a:b"
            })
    void teacherSourcesBecomeAbsolute(String written, String read) {
        assertThat(read(valid().replace("builtin:e5-small-v2", written)).teacher().source())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "builtin", "builtin:", "builtin:a b", "builtin:../x", "hub:name", "hub:a/b/c", "hub:/b", "run:", "folder:",
        "folder: ", "folder:a\\u0000b", "Builtin:a", "sample:reviews", ":", "run:../../x"
    })
    void teacherSourcesOfNoFormAreRefused(String written) {
        assertThat(problems(valid().replace("builtin:e5-small-v2", written)))
                .extracting(FieldProblem::path)
                .containsExactly("teacher.source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sample:pairs | sample:pairs",
                "glue:data/SST-2 | glue:/base/data/SST-2",
                "table:my rows.tsv | table:/base/my rows.tsv"
            })
    void taskSourcesBecomeAbsolute(String written, String read) {
        assertThat(read(valid().replace("sample:reviews", written)).task().source()).isEqualTo(read);
    }

    @Test
    void pathsAreRelativeToTheFileAndOverridesToTheWorkingDirectory() throws IOException {
        Path file = write(valid().replace("builtin:e5-small-v2", "folder:bert"));

        Experiment experiment = ExperimentReader.read(
                file, new Overrides(null, "glue:RTE"), StandIns.methods(), TeacherShapes.unknown());

        assertThat(experiment.teacher().source()).isEqualTo("folder:" + folder.toAbsolutePath().resolve("bert"));
        assertThat(experiment.task().source()).isEqualTo("glue:" + Path.of("RTE").toAbsolutePath());
    }

    /** Files go through a parser of their own, trees through the usual one. */
    @Test
    void fileAndTreeAreReadAlike() throws IOException {
        String text = valid().replace("\"dynabert\"", "\"probe\", \"tied\": false, \"beta\": -2.5e-1")
                .replace("\"schema\"", "\"seeds\": [1, 5000000000], \"schema\"");

        assertThat(ExperimentReader.read(write(text), Overrides.none(), StandIns.methods(), TeacherShapes.unknown()))
                .isEqualTo(read(text));
    }

    @Test
    void overridesFillWhatAPresetLeavesOpen() {
        String preset = """
                {"schema": 1, "name": "n", "task": {"maxTokens": 64}, "method": {"type": "dynabert"}}""";

        assertThat(problems(preset)).extracting(FieldProblem::path).containsExactly("teacher.source", "task.source");
        Experiment experiment = ExperimentReader.read(
                tree(preset),
                BASE,
                new Overrides("builtin:a", "sample:b"),
                StandIns.methods(),
                TeacherShapes.unknown());
        assertThat(experiment.teacher().source()).isEqualTo("builtin:a");
        assertThat(experiment.task()).isEqualTo(new TaskChoice("sample:b", 64, null, null, 0));
    }

    @Test
    void wrongOverrideIsAProblemOfItsField() {
        InvalidExperiment invalid = catchThrowableOfType(
                InvalidExperiment.class,
                () -> ExperimentReader.read(
                        tree(valid()), BASE, new Overrides("e5", null), StandIns.methods(), TeacherShapes.unknown()));

        assertThat(invalid.problems()).extracting(FieldProblem::path, FieldProblem::value)
                .containsExactly(tuple("teacher.source", "\"e5\""));
    }

    @Test
    void knownTeacherIsCheckedTogetherWithTheRest() {
        String text = valid().replace("\"dynabert\"", "\"dynabert\", \"widths\": [1, 0.26, 0.25], \"depths\": [1, 0.9]")
                .replace("\"name\": \"n\"", "\"name\": \"\"")
                .replace("\"source\": \"builtin:e5-small-v2\"", "\"source\": \"builtin:e5-small-v2\", \"layers\": 4");

        assertThat(problemsOf(text, source -> Optional.of(StandIns.SMALL)))
                .extracting(FieldProblem::path, FieldProblem::value)
                .containsExactly(
                        tuple("name", "\"\""), tuple("method.widths[2]", "0.25"), tuple("method.depths[1]", "0.9"));
    }

    @Test
    void teacherThatIsTooSmallOrMissingIsAProblem() {
        String text = valid().replace("\"builtin:e5-small-v2\"", "\"builtin:x\", \"layers\": 13")
                .replace("\"sample:reviews\"", "\"sample:reviews\", \"maxTokens\": 512");
        ModelShape shortText = new ModelShape(12, 384, 12, 1536, 30522, 128, 2);

        assertThat(problemsOf(text, source -> Optional.of(shortText)))
                .extracting(FieldProblem::path)
                .containsExactly("teacher.layers", "task.maxTokens");
        assertThat(problemsOf(text, source -> {
                    throw new EngineException("There is no teacher x", "the teachers are e5-small-v2", "Choose one.");
                }))
                .containsExactly(
                        new FieldProblem("teacher.source", "\"builtin:x\"", "the teachers are e5-small-v2"));
    }

    @ParameterizedTest
    @CsvSource({
        "maxTokens, 8, true", "maxTokens, 512, true", "maxTokens, 7, false", "maxTokens, 513, false",
        "maxTokens, 64.0, false", "maxTokens, true, false", "maxTokens, 99999999999999999999999, false",
        "drawSeed, 9007199254740991, true", "drawSeed, -1, false", "trainRows, 1e3, false"
    })
    void integersAreCheckedAtTheirLimits(String key, String value, boolean accepted) {
        String text = valid().replace("\"sample:reviews\"", "\"sample:reviews\", \"" + key + "\": " + value);

        if (accepted) {
            read(text);
        } else {
            assertThat(problems(text)).extracting(FieldProblem::path).containsExactly("task." + key);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, true", "-1, true", "8.0000001, false", "-1.1, false", "1e400, false", "'\"NaN\"', false", "[], false"
    })
    void decimalsAreCheckedAtTheirLimits(String value, boolean accepted) {
        String text = valid().replace("\"dynabert\"", "\"probe\", \"beta\": " + value);

        if (accepted) {
            read(text);
        } else {
            assertThat(problems(text)).extracting(FieldProblem::path).containsExactly("method.beta");
        }
    }

    @Test
    void flagsAndOpenFieldsAreRead() {
        String text = valid().replace("\"dynabert\"", "\"probe\", \"tied\": false, \"temperature\": {\"start\": 2}");

        assertThat(read(text).method().settings())
                .isEqualTo(new StandIns.ProbeSettings(false, 4.0, new StandIns.ProbeSettings.Temperature(2.0, null)));
        assertThat(problems(text.replace("false", "\"false\"")))
                .containsExactly(new FieldProblem(
                        "method.tied", "\"false\"", "true or false", FieldProblem.Kind.FLAG, List.of()));
    }

    @Test
    void longValuesAndStrangeKeysAreShortenedAndQuoted() {
        String key = "a.b" + "x".repeat(100);
        List<FieldProblem> problems =
                problems(valid().replace("\"name\"", "\"" + key + "\": \"" + "y".repeat(1000) + "\", \"name\""));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).path()).startsWith("\"a.bxxx").hasSizeLessThan(70);
        assertThat(problems.get(0).value()).hasSizeLessThan(70);
    }

    static String valid() {
        return """
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2"},
                 "task": {"source": "sample:reviews"}, "method": {"type": "dynabert"}}""";
    }

    static JsonNode tree(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static Experiment read(String text) {
        return ExperimentReader.read(
                tree(text), BASE, Overrides.none(), StandIns.methods(), TeacherShapes.unknown());
    }

    private static List<FieldProblem> problems(String text) {
        return problemsOf(text, TeacherShapes.unknown());
    }

    private static List<FieldProblem> problemsOf(String text, TeacherShapes shapes) {
        return catchThrowableOfType(
                        InvalidExperiment.class,
                        () -> ExperimentReader.read(
                                tree(text), BASE, Overrides.none(), StandIns.methods(), shapes))
                .problems();
    }

    private static String allowed(List<FieldProblem> problems, String path) {
        return problems.stream()
                .filter(problem -> problem.path().equals(path))
                .findFirst()
                .orElseThrow()
                .allowed();
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("experiment.json"), text);
    }
}
