package org.bertrim.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bertrim.engine.export.TinyModels;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.teacher.hub.FakeHub;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.teacher.hub.HubSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bertrim teachers} and {@code bertrim run} with a hub on this machine. */
class TeachersCommandTest {

    private static final String SOURCE = FakeHub.MODEL.source();

    @TempDir
    private Path folder;

    private final FakeHub hub = new FakeHub();
    private final Map<String, String> environment = new HashMap<>(Map.of("HF_ENDPOINT", hub.address()));
    private RecordedTerminal recorded = new RecordedTerminal(false);

    @BeforeEach
    void fill() throws IOException {
        Path tiny = folder.resolve("tiny");
        TinyModels.classifier(List.of("negative", "positive")).folder().write(tiny);
        try (Stream<Path> files = Files.list(tiny)) {
            for (Path file : files.toList()) {
                hub.files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private int run(String... arguments) {
        Downloads downloads = new Downloads(() -> HubSettings.of(environment), new HubCache(folder.resolve("cache")));
        return Main.commandLine(recorded.terminal(), downloads).execute(arguments);
    }

    @Test
    void aModelIsDownloadedAndListed() throws IOException {
        assertThat(run("teachers", "--get", SOURCE)).isZero();
        assertThat(recorded.out())
                .contains("Downloading owner/small-bert from " + hub.address(), "100 %", "is there: ", " MiB in ", "Use it as the teacher " + SOURCE);
        assertThat(run("teachers", "--json")).isZero();
        JsonNode list = Json.mapper().readTree(recorded.out().substring(recorded.out().indexOf("[ {")));
        assertThat(list.findValuesAsText("source")).contains("builtin:e5-small-v2", SOURCE);
        assertThat(list.findValuesAsText("state")).contains("built-in", "downloaded");
        recorded = new RecordedTerminal(false);
        assertThat(run("teachers")).isZero();
        assertThat(recorded.out()).contains("e5-small-v2", "built in", SOURCE, "downloaded,", "--get hub:OWNER/NAME");
    }

    @Test
    void asJsonADownloadIsOneDocument() throws IOException {
        assertThat(run("teachers", "--json", "--get", "owner/small-bert")).isZero();
        JsonNode got = Json.mapper().readTree(recorded.out());
        assertThat(got.get("source").asText()).isEqualTo(SOURCE);
        assertThat(got.get("revision").asText()).isEqualTo("0123456789abcdef0123456789abcdef01234567");
        assertThat(Path.of(got.get("folder").asText()).resolve("config.json")).exists();
    }

    @Test
    void aPersonSeesOneLineThatChanges() {
        recorded = new RecordedTerminal(true);
        assertThat(run("teachers", "--get", SOURCE)).isZero();
        assertThat(recorded.out()).contains("\r[", "% of", "asking for the list");
        assertThat(recorded.screen()).doesNotContain("[").contains("is there");
    }

    @Test
    void whatCannotBeDownloadedIsSaidInOneLine() {
        hub.always("/revision/main", FakeHub.status(404));
        assertThat(run("teachers", "--get", SOURCE)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).hasLineCount(1).contains("has no such model", "Check the name");
        assertThat(run("teachers", "--get", "small")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("hub:google-bert/bert-base-uncased");
    }

    @Test
    void aModelOfAnotherKindIsRefusedBeforeItsWeightsCome() {
        hub.files.put("config.json", "{\"model_type\": \"gpt2\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(run("teachers", "--get", SOURCE)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("gpt2");
        assertThat(hub.requests).noneMatch(request -> request.path().endsWith("model.safetensors"));
    }

    @Test
    void aRunGetsItsTeacherFirst() throws IOException {
        Path file = experiment(16);
        hub.always("/revision/main", FakeHub.status(401));
        assertThat(run("run", file.toString(), "--workspace", folder.resolve("w").toString())).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("HF_TOKEN");
        assertThat(folder.resolve("w/runs")).doesNotExist();
    }

    @Test
    void aTeacherThatDoesNotFitIsRefusedWhenItIsThere() throws IOException {
        Path file = experiment(500);
        assertThat(run("run", file.toString(), "--workspace", folder.resolve("w").toString())).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.out()).contains("Downloading owner/small-bert");
        assertThat(recorded.err()).contains("this teacher takes at most 128 tokens");
        assertThat(folder.resolve("w/runs")).doesNotExist();
    }

    @Test
    void offlineARunIsToldWhatIsMissing() throws IOException {
        environment.put("HF_HUB_OFFLINE", "1");
        Path file = experiment(16);
        assertThat(run("run", file.toString(), "--workspace", folder.resolve("w").toString())).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("teacher.source", "bertrim teachers --get " + SOURCE);
        assertThat(hub.requests).isEmpty();
    }

    /** A random classifier: its classes are the task's, and it answers by chance. */
    @Test
    void aCheckSaysWhatATeacherIsAndFlagsOneByChance() throws IOException {
        String source = "folder:" + folder.resolve("tiny");
        assertThat(run("teachers", "--check", source, "--task", "sample:reviews", "--max-tokens", "8")).isZero();
        assertThat(recorded.out())
                .contains(
                        "bert, 4 layers of 32, 4 heads, feed-forward 64",
                        "30,522 tokens, WordPiece, lower case",
                        "longest text",
                        "128 tokens",
                        "1.0 M, 34.2 k of them in its layers",
                        "classes negative / positive",
                        "safetensors",
                        "unknown",
                        "its own head",
                        "always negative",
                        "FLAG: it is not clearly better");
        recorded = new RecordedTerminal(false);
        assertThat(run("teachers", "--json", "--check", source, "--task", "sample:reviews", "--max-tokens", "8")).isZero();
        JsonNode report = Json.mapper().readTree(recorded.out());
        assertThat(report.at("/facts/labels/0").asText()).isEqualTo("negative");
        assertThat(report.at("/facts/shape/layers").asInt()).isEqualTo(4);
        assertThat(report.at("/score/way").asText()).isEqualTo("OWN_HEAD");
        assertThat(report.at("/score/verdict").asText()).isEqualTo("NOT_BETTER");
        assertThat(report.at("/score/scores/accuracy").asDouble()).isBetween(0.3, 0.7);
    }

    @Test
    void aCheckWithoutATaskScoresNothing() throws IOException {
        Files.writeString(folder.resolve("tiny/README.md"), "---\nlicense: mit\n---\n");
        assertThat(run("teachers", "--check", "folder:" + folder.resolve("tiny"))).isZero();
        assertThat(recorded.out()).contains("licence", "mit").doesNotContain("Before training");
    }

    @Test
    void wrongUsageIsNamed() {
        assertThat(run("teachers", "--task", "sample:reviews")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("teachers", "--get", SOURCE, "--check", SOURCE)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("teachers", "--check", SOURCE, "--max-tokens", "3")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("teachers", "--check", SOURCE)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("--task belongs to --check", "at least 8", "bertrim teachers --get " + SOURCE);
    }

    @Test
    void wrongUsageIsOneLineAndNoPagesOfHelp() {
        assertThat(run("teachers", "--get", "hub:x/../..")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err())
                .hasLineCount(1)
                .startsWith("bertrim: --get takes a name like hub:google-bert/bert-base-uncased, not \"hub:x/../..\". ")
                .contains("bertrim teachers --help");
        recorded = new RecordedTerminal(false);
        assertThat(run("teachers", "--gett", SOURCE)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).hasLineCount(1).contains("--gett", "Did you mean --get?");
    }

    /** Where nobody watches there is a line for each tenth, so that a log tells that it goes on. */
    @Test
    void aCheckSaysHowFarItIsWhereNobodyWatches() {
        assertThat(run("teachers", "--check", "folder:" + folder.resolve("tiny"), "--task", "sample:reviews", "--max-tokens", "8"))
                .isZero();
        assertThat(recorded.out().lines().filter(line -> line.matches("\\d+ % of [\\d,]+ rows"))).hasSizeBetween(2, 10).endsWith(
                recorded.out().lines().filter(line -> line.startsWith("100 % of ")).findFirst().orElseThrow());
    }

    @Test
    void aCheckTakesSettingsOfATable() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "a;b\n" + "good;positive\nbad;negative\n".repeat(20));
        String[] check = {"teachers", "--check", "folder:" + folder.resolve("tiny"), "--task", "table:" + table, "--max-tokens", "8"};
        assertThat(run(with(check, "--set", "devShare=0.5", "--set", "labels=positive,negative", "--set", "name=mine")))
                .isZero();
        assertThat(recorded.out()).contains("of mine (20 rows)");
        assertThat(run(with(check, "--set", "columns.text=nothing"))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("nothing");
        assertThat(run("teachers", "--check", "folder:" + folder.resolve("tiny"), "--set", "header=true"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("teachers", "--set", "header=true")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err().lines().filter(line -> line.contains("--set says how a table is read"))).hasSize(2);
    }

    /** Four rows of two classes: all right is chance, too. */
    @Test
    void aFlagForWantOfRowsBlamesNotTheTeacher() throws IOException {
        Path table = Files.writeString(folder.resolve("few.csv"), "text,label\n" + "good,positive\nbad,negative\n".repeat(10));
        String[] check = {"teachers", "--check", "folder:" + folder.resolve("tiny"), "--task", "table:" + table, "--max-tokens", "8"};

        assertThat(run(check)).isZero();

        assertThat(recorded.out().replaceAll("\\s+", " "))
                .contains("FLAG: it is not clearly better", "By so few dev rows (2) not even a perfect teacher could be told from it");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private Path experiment(int maxTokens) throws IOException {
        return Files.writeString(
                folder.resolve("experiment.json"),
                """
                {"schema": 1, "name": "small", "teacher": {"source": "%s", "fineTuning": {"epochs": 1}},
                 "task": {"source": "sample:reviews", "maxTokens": %d}, "method": {"type": "finetune"}}"""
                        .formatted(SOURCE, maxTokens));
    }
}
