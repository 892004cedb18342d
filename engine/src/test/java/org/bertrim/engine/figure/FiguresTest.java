package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

    private static final double[] WIDTHS = {1.0, 0.75, 0.5, 0.25};
    private static final double[] DEPTHS = {1.0, 0.75, 0.5};

    @TempDir
    Path temporary;

    @Test
    void writesEverythingARunHas() {
        List<Path> files = write("all", SampleRun.results(WIDTHS, DEPTHS), events());
        assertThat(files)
                .allMatch(Files::isRegularFile)
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "grid.pdf", "grid.svg", "grid.png", "grid.csv", "grid.tex", "size.pdf", "size.svg", "size.png",
                        "size.csv", "loss-fine-tune.pdf", "loss-fine-tune.svg", "loss-fine-tune.png",
                        "loss-fine-tune.csv", "loss-width.pdf", "loss-width.svg", "loss-width.png", "loss-width.csv");
    }

    @Test
    void fineTuningAloneHasOnlyItsLoss() {
        ObjectNode results = SampleRun.results(new double[0], new double[0]);
        results.put("method", "finetune").remove("subnetworks");
        List<Path> files = Figures.write(
                results, SampleRun.fineTuning(40), SampleRun.ID, SampleRun.nothing(), temporary.resolve("only"));
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "loss-fine-tune.pdf", "loss-fine-tune.svg", "loss-fine-tune.png", "loss-fine-tune.csv");
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        List<Path> first = write("first", SampleRun.results(WIDTHS, DEPTHS), events());
        List<Path> second = write("second", SampleRun.results(WIDTHS, DEPTHS), events());
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).hasSameBinaryContentAs(first.get(i));
        }
    }

    @Test
    void noFileTellsInWhichFolderTheDataLay() throws IOException {
        ObjectNode experiment = SampleRun.experiment(WIDTHS, DEPTHS);
        experiment.putObject("task").put("source", "glue:/home/someone/data/SST-2");
        List<Path> files = Figures.write(
                SampleRun.results(WIDTHS, DEPTHS), events(), SampleRun.ID, experiment, temporary.resolve("private"));
        for (Path file : files) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain("someone");
        }
        assertThat(Files.readString(temporary.resolve("private").resolve("grid.tex"))).contains("glue:SST-2");
    }

    @Test
    void aCharacterNoFontCoversStopsTheExportBeforeAnythingIsWritten() {
        // a code point without a character
        ObjectNode results = SampleRun.results(WIDTHS, DEPTHS).put("task", "\u0378评论");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> write("refused", results, events()))
                .satisfies(e -> {
                    assertThat(e.why()).contains("U+0378", "DynaBERT on \u0378评论");
                    assertThat(e.remedy()).isNotEmpty();
                });
        assertThat(temporary.resolve("refused")).doesNotExist();
    }

    @Test
    void namesTheFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(temporary.resolve("taken"), "a file, not a folder");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> write("taken", SampleRun.results(WIDTHS, DEPTHS), List.of()))
                .satisfies(e -> assertThat(e.what()).contains(file.toString()));
    }

    private List<Path> write(String folder, JsonNode results, List<Event> events) {
        return Figures.write(
                results, events, SampleRun.ID, SampleRun.experiment(WIDTHS, DEPTHS), temporary.resolve(folder));
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>(SampleRun.fineTuning(90));
        events.addAll(SampleRun.distillation("width", 60, WIDTHS, new double[0]));
        return events;
    }
}
