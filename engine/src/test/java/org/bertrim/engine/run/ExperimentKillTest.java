package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.run.Killer.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills whole experiments in every stage, and compares their ends with those of runs that nobody disturbed. */
class ExperimentKillTest {

    /** Longer than any run here, so that only the ends of stages are saved. */
    private static final double NEVER = 60;

    /** Minutes; some steps are saved, others are not. */
    private static final double OFTEN = 0.02;

    private static final int MANY = 40;
    private static final int STEPS = 3;

    @TempDir
    Path folder;

    private Ending undisturbed(ObjectNode experiment) throws IOException, InterruptedException {
        RunFolder run = SmallExperiment.create(experiment, folder.resolve("undisturbed"));
        try (Killer killer = new Killer(run)) {
            assertThat(killer.finish()).as(killer.log()).isZero();
        }
        return Ending.of(run);
    }

    /** The stages in which the run was killed. */
    private Set<String> killed(ObjectNode experiment, List<Instant> instants, Random random, Ending expected)
            throws IOException, InterruptedException {
        Path workspace = folder.resolve("killed");
        Set<String> stages = new LinkedHashSet<>();
        RunFolder run = SmallExperiment.create(experiment, workspace);
        try (Killer killer = new Killer(run)) {
            for (Instant instant : instants) {
                stages.add(killer.kill(instant, random.nextInt(20_000_000)));
                assertThat(run.state()).isEqualTo(RunState.INTERRUPTED);
            }
            assertThat(killer.finish()).as(killer.log()).isZero();
        }
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

    @Test
    void endsAsIfNobodyHadKilledItInAnyStage() throws IOException, InterruptedException {
        ObjectNode experiment = SmallExperiment.dynabert(SmallExperiment.task(folder), "float32", 1, OFTEN);

        Set<String> stages = killed(
                experiment,
                List.of(
                        Instant.writing("fine-tune"),
                        Instant.started("importance"),
                        Instant.step("width", 2),
                        Instant.writing("depth"),
                        Instant.evaluating("final", "held-out"),
                        Instant.evaluating("measure", "dev")),
                new Random(1),
                undisturbed(experiment));

        assertThat(stages).containsExactlyElementsOf(SmallExperiment.STAGES);
    }

    @Test
    void endsAsIfNobodyHadKilledItInLowPrecision() throws IOException, InterruptedException {
        ObjectNode experiment = SmallExperiment.dynabert(SmallExperiment.task(folder), "bfloat16", 1, OFTEN);

        killed(
                experiment,
                List.of(Instant.finished("importance"), Instant.step("depth", 2), Instant.finished("measure")),
                new Random(2),
                undisturbed(experiment));
    }

    /** A run that starts over must not find the teacher that it kept itself: its fine-tuning would be missing. */
    @Test
    void trainsItsTeacherAgainIfItDiedBeforeItKnewThatItWasKept() throws IOException, InterruptedException {
        ObjectNode experiment = SmallExperiment.finetune(SmallExperiment.task(folder), 1, NEVER);
        Ending expected = undisturbed(experiment);
        assertThat(expected.events()).anyMatch(line -> line.contains("\"steps\":" + STEPS));

        killed(experiment, List.of(Instant.teacherKept()), new Random(3), expected);
    }

    @ParameterizedTest
    @CsvSource({"float32, 2, 0.02", "bfloat16, 2, 0.02", "float32, 1, 0", "bfloat16, 1, 60"})
    @Tag("thorough")
    void endsAsIfNobodyHadKilledItManyTimes(String precision, int threads, double checkpointMinutes)
            throws IOException, InterruptedException {
        ObjectNode experiment =
                SmallExperiment.dynabert(SmallExperiment.task(folder), precision, threads, checkpointMinutes);
        Ending expected = undisturbed(experiment);
        Random random = new Random(4);
        for (int kills = 0; kills < MANY; ) {
            List<Instant> instants = chain(random);
            Set<String> stages = killed(experiment, instants, random, expected);
            assertThat(stages).containsExactlyElementsOf(SmallExperiment.STAGES);
            kills += instants.size();
        }
    }

    /** One or two instants in each stage, in an order in which a run comes by them. */
    private static List<Instant> chain(Random random) {
        List<Instant> chain = new ArrayList<>();
        for (String stage : SmallExperiment.STAGES) {
            List<Instant> possible = switch (stage) {
                case "importance" -> List.of(Instant.started(stage), Instant.finished(stage));
                case "measure" -> List.of(
                        Instant.started(stage), Instant.evaluating(stage, "dev"), Instant.finished(stage));
                default -> List.of(
                        Instant.step(stage, 1 + random.nextInt(STEPS)),
                        Instant.evaluating(stage, "held-out"),
                        Instant.writing(stage),
                        Instant.finished(stage),
                        Instant.evaluating(stage, "dev"));
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
