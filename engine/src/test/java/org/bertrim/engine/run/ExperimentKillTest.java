package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bertrim.engine.run.Killer.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills whole experiments in every stage, and compares their ends with those of runs that nobody disturbed. */
class ExperimentKillTest {

    /** Longer than any run here, so that only the ends of stages are saved. */
    private static final double NEVER = 60;

    @TempDir
    Path folder;

    private RunFolder undisturbed(ObjectNode experiment, String workspace) throws InterruptedException {
        RunFolder run = SmallExperiment.create(experiment, folder.resolve(workspace));
        try (Killer killer = new Killer(run)) {
            assertThat(killer.finish()).as(killer.log()).isZero();
        }
        return run;
    }

    static Stream<Arguments> chains() {
        return Stream.of(
                Arguments.of("float32", 1, List.of(
                        Instant.teacherKept(),
                        Instant.started("importance"),
                        Instant.step("width", 2),
                        Instant.writing("depth"),
                        Instant.evaluating("final", "held-out"),
                        Instant.evaluating("measure", "dev"))),
                Arguments.of("bfloat16", 1, List.of(
                        Instant.writing("fine-tune"),
                        Instant.finished("importance"),
                        Instant.evaluating("width", "held-out"),
                        Instant.step("depth", 2),
                        Instant.finished("final"),
                        Instant.finished("measure"))));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void endsAsIfNobodyHadKilledIt(String precision, int threads, List<Instant> instants)
            throws IOException, InterruptedException {
        ObjectNode experiment = SmallExperiment.dynabert(SmallExperiment.task(folder), precision, threads, 0.02);
        Ending expected = Ending.of(undisturbed(experiment, "undisturbed"));
        Set<String> stages = new LinkedHashSet<>();

        RunFolder run = SmallExperiment.create(experiment, folder.resolve("killed"));
        try (Killer killer = new Killer(run)) {
            Random random = new Random(1);
            for (Instant instant : instants) {
                stages.add(killer.kill(instant, random.nextInt(20_000_000)));
            }
            assertThat(killer.finish()).as(killer.log()).isZero();
        }

        same(Ending.of(run), expected);
        assertThat(stages).containsExactlyElementsOf(SmallExperiment.STAGES);
    }

    private static void same(Ending actual, Ending expected) {
        assertThat(actual.events()).isEqualTo(expected.events());
        assertThat(actual.results()).isEqualTo(expected.results());
        assertThat(actual.files()).isEqualTo(expected.files());
    }
}
