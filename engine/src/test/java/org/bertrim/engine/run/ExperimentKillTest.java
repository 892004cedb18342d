package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.run.Killer.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills whole experiments in every stage, and compares their ends with those of runs that nobody disturbed. */
class ExperimentKillTest {

    /** Longer than any run here, so that only the ends of stages are saved. */
    private static final double NEVER = 60;

    /** Minutes; some steps are saved, others are not. */
    private static final double OFTEN = 0.02;

    private static final int KILLS = 40;
    private static final String KILLS_PROPERTY = "bertrim.kills";
    private static final String REPORT = "target/kills.txt";
    private static final int STEPS = 3;

    @TempDir
    Path folder;

    @BeforeAll
    static void forgetEarlierReports() throws IOException {
        Files.deleteIfExists(Path.of(REPORT));
    }

    private Ending undisturbed(ObjectNode experiment) throws IOException, InterruptedException {
        RunFolder run = SmallExperiment.create(experiment, folder.resolve("undisturbed"));
        try (Killer killer = new Killer(run)) {
            assertThat(killer.finish()).as(killer.log()).isZero();
        }
        return Ending.of(run);
    }

    /** Kills one run at all of these instants, compares its end, and tells the stage of each kill. */
    private List<String> killed(ObjectNode experiment, List<Instant> instants, Random random, Ending expected)
            throws IOException, InterruptedException {
        Path workspace = folder.resolve("killed");
        List<String> stages = new ArrayList<>();
        RunFolder run = SmallExperiment.create(experiment, workspace);
        try (Killer killer = new Killer(run)) {
            for (Instant instant : instants) {
                stages.add(killer.kill(instant, random));
            }
            assertThat(killer.finish()).as(killer.log()).isZero();
        }
        assertThat(new EventReader(run.eventsFile()).poll())
                .filteredOn(each -> each.event() instanceof Event.RunResumed)
                .as("each kill made another worker go on")
                .hasSameSizeAs(instants);
        Ending actual = Ending.of(run);
        assertThat(actual.events()).isEqualTo(expected.events());
        assertThat(actual.results()).isEqualTo(expected.results());
        assertThat(actual.files()).isEqualTo(expected.files());
        try (Stream<Path> left = Files.walk(run.root())) {
            assertThat(left).noneMatch(DurableFiles::isTemporary);
        }
        DurableFiles.deleteTree(workspace);
        return stages;
    }

    /** One kill in each stage, in both precisions, at another point of the stage in each; in one of them on questions. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void endsAsIfNobodyHadKilledItInAnyStage(Precision precision) throws IOException, InterruptedException {
        Path task = precision == Precision.FLOAT32 ? SmallExperiment.task(folder) : SmallExperiment.questions(folder);
        ObjectNode experiment = SmallExperiment.dynabert(task, precision.key(), 1, OFTEN);
        List<Instant> instants = precision == Precision.FLOAT32
                ? List.of(
                        Instant.writing("fine-tune"),
                        Instant.started("importance"),
                        Instant.step("width", 2),
                        Instant.writing("depth"),
                        Instant.evaluating("final", "held-out"),
                        Instant.evaluating("measure", "dev"))
                : List.of(
                        Instant.step("fine-tune", 2),
                        Instant.finished("importance"),
                        Instant.evaluating("width", "dev"),
                        Instant.step("depth", 2),
                        Instant.finished("final"),
                        Instant.started("measure"));

        List<String> stages = killed(experiment, instants, new Random(1), undisturbed(experiment));

        assertThat(stages).containsExactlyElementsOf(SmallExperiment.STAGES);
    }

    /** The same of a search: killed among the steps of probes, search (after its first epoch was scored) and child. */
    @Test
    void aSearchEndsAsIfNobodyHadKilledIt() throws IOException, InterruptedException {
        ObjectNode experiment = SmallExperiment.adabert(SmallExperiment.task(folder), OFTEN);
        List<Instant> instants =
                List.of(Instant.started("probe"), Instant.step("search", 4), Instant.evaluating("child", "held-out"));

        List<String> stages = killed(experiment, instants, new Random(2), undisturbed(experiment));

        assertThat(stages).containsExactly("probe", "search", "child");
    }

    /** A run that starts over must not find the teacher that it kept itself: its fine-tuning would be missing. */
    @Test
    void trainsItsTeacherAgainIfItDiedBeforeItKnewThatItWasKept() throws IOException, InterruptedException {
        ObjectNode experiment = SmallExperiment.finetune(SmallExperiment.task(folder), 1, NEVER);
        Ending expected = undisturbed(experiment);
        assertThat(expected.events()).anyMatch(line -> line.contains("\"steps\":" + STEPS));

        assertThat(killed(experiment, List.of(Instant.teacherKept()), new Random(3), expected))
                .containsExactly("fine-tune");
    }

    /**
     * Kills runs of the whole method {@value #KILLS} times in each of four settings, or as often as the system property {@value
     * #KILLS_PROPERTY} says, and writes how many kills hit which stage to {@value #REPORT}.
     */
    @ParameterizedTest
    @CsvSource({"float32, 2, 0.02", "bfloat16, 2, 0.02", "float32, 1, 0", "bfloat16, 1, 60"})
    @Tag("thorough")
    void endsAsIfNobodyHadKilledItManyTimes(String precision, int threads, double checkpointMinutes)
            throws IOException, InterruptedException {
        ObjectNode experiment =
                SmallExperiment.dynabert(SmallExperiment.task(folder), precision, threads, checkpointMinutes);
        Ending expected = undisturbed(experiment);
        Random random = new Random(4);
        Map<String, Integer> byStage = new LinkedHashMap<>();
        int kills = 0;
        int runs = 0;
        while (kills < Integer.getInteger(KILLS_PROPERTY, KILLS)) {
            List<String> stages = killed(experiment, chain(random), random, expected);
            assertThat(stages).containsAll(SmallExperiment.STAGES).isSubsetOf(SmallExperiment.STAGES);
            stages.forEach(stage -> byStage.merge(stage, 1, Integer::sum));
            kills += stages.size();
            runs++;
        }
        report(precision + ", threads " + threads + ", a checkpoint every " + checkpointMinutes + " minutes: " + kills
                + " kills in " + runs + " runs, all ended like the one that nobody killed; by stage: " + byStage);
    }

    private static void report(String line) throws IOException {
        Files.writeString(
                Path.of(REPORT), line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** One or two instants in each stage, in an order in which a run comes by them. */
    private static List<Instant> chain(Random random) {
        List<Instant> chain = new ArrayList<>();
        for (String stage : SmallExperiment.STAGES) {
            List<Instant> possible = switch (stage) {
                case "importance" -> List.of(Instant.started(stage), Instant.finished(stage));
                case "measure" -> List.of(Instant.started(stage), Instant.evaluating(stage, "dev"));
                default -> List.of(
                        Instant.step(stage, 1 + random.nextInt(STEPS)),
                        Instant.evaluating(stage, "held-out"),
                        Instant.writing(stage),
                        Instant.evaluating(stage, "dev"),
                        Instant.finished(stage));
            };
            int first = random.nextInt(possible.size());
            chain.add(possible.get(first));
            if (random.nextBoolean() && first + 1 < possible.size()) {
                chain.add(possible.get(first + 1));
            }
        }
        return chain;
    }
}
