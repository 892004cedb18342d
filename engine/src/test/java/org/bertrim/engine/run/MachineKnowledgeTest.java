package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.CalibrationStore;
import org.bertrim.engine.teacher.Teachers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineKnowledgeTest {

    @TempDir
    private Path folder;

    /** Stands for the window: plans an experiment whose precision the machine decides. */
    static final class Window {

        private Window() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            MachineKnowledge machine = new MachineKnowledge(new CalibrationStore(folder));
            Experiment experiment = ExperimentReader.read(
                    SmallExperiment.finetune(SmallExperiment.task(folder), 1, 5).put("precision", "auto"),
                    folder,
                    Overrides.none());
            List<RunFolder> folders = RunPlanner.create(RunPlanner.plan(experiment, Teachers.builtin(), machine), folder);
            Files.writeString(
                    folder.resolve("planned"),
                    ExperimentReader.read(folders.get(0).experimentFile()).precision());
        }
    }

    @Test
    void plansWithoutLoadingPyTorch() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + folder.resolve("classes-%p.log"),
                "-cp",
                System.getProperty("java.class.path"),
                Window.class.getName(),
                folder.toString()));
        Process window = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        assertThat(window.waitFor())
                .as(() -> read(folder.resolve("output.log")))
                .isZero();
        CalibrationStore kept = new CalibrationStore(folder);
        assertThat(Files.readString(folder.resolve("planned")))
                .isEqualTo(kept.rememberedPrecision(1).orElseThrow().key());
        try (Stream<String> lines = Files.lines(folder.resolve("classes-" + window.pid() + ".log"))) {
            assertThat(lines)
                    .anyMatch(line -> line.contains(MachineKnowledge.class.getName()))
                    .noneMatch(line -> line.contains("ai.djl.pytorch.jni"));
        }
    }

    @Test
    void asksNobodyWhatIsKnown() {
        CalibrationStore store = new CalibrationStore(folder);
        store.keep(3, Precision.BFLOAT16);
        store.keep(5, Precision.FLOAT32);
        MachineKnowledge machine = new MachineKnowledge(store);
        assertThat(machine.automaticPrecision(3)).isEqualTo(Precision.BFLOAT16);
        assertThat(machine.automaticPrecision(5)).isEqualTo(Precision.FLOAT32);
    }

    /** Ends as a crash in native code does: at once and without a word. */
    static final class Crash {

        private Crash() {}

        public static void main(String[] arguments) {
            Runtime.getRuntime().halt(134);
        }
    }

    @Test
    void aCrashInTheOtherProcessIsAnErrorHere() {
        assertThatThrownBy(() -> ChildProcess.ask("It failed", "Do that.", Crash.class, List.of(), "question"))
                .isInstanceOfSatisfying(EngineException.class, failure -> {
                    assertThat(failure.what()).isEqualTo("It failed");
                    assertThat(failure.why()).contains("134");
                    assertThat(failure.remedy()).isEqualTo("Do that.");
                });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
