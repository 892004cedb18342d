package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bertrim.engine.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvesFigureTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(doubles = {Scene.ONE_COLUMN, Scene.TWO_COLUMNS, 300})
    void everyKindOfCurveFitsAnyWidth(double width) {
        Scene scene = CurvesFigure.of(curves(false), Room.paper(width), Words.ENGLISH);
        assertThat(scene.width()).isEqualTo(width);
        Bounds.assertInside(scene);
        Bounds.assertNoTextOverlaps(scene);
        assertThat(texts(scene)).contains("teacher 95.3", "≈ guess, estimated", "paper, published", "width 0.5");
    }

    @Test
    void gapsBreakALineAndPointsThatCannotBeDrawnAreLeftOut() {
        Scene scene = CurvesFigure.of(curves(false), Room.paper(Scene.ONE_COLUMN), Words.ENGLISH);
        assertThat(scene.marks()).filteredOn(mark -> mark.id().startsWith("curve-a-")).hasSize(2);
        assertThat(scene.marks()).filteredOn(mark -> mark.id().startsWith("point-paper-")).hasSize(2);
        Scene log = CurvesFigure.of(curves(true), Room.paper(Scene.ONE_COLUMN), Words.ENGLISH);
        Bounds.assertInside(log);
    }

    @Test
    void theFilesHoldWhatIsDrawn() throws Exception {
        Figure figure = CurvesFigure.figure("Losses & more", curves(false), Scene.ONE_COLUMN);
        Provenance provenance = Provenance.of("", "", MissingNode.getInstance());
        List<Path> files = FigureFiles.write(figure, provenance, folder, "curves", EnumSet.allOf(Format.class));
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("curves.pdf", "curves.svg", "curves.png", "curves.csv");
        assertThat(pdfText(files.get(0))).contains("training step", "teacher 95.3", "width 0.5");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(files.get(1))));
        assertThat(Files.readString(files.get(3), StandardCharsets.UTF_8))
                .startsWith("curve,kind,training step,accuracy\nwidth 0.5,raw,0.0,88.0\n")
                .contains("width 0.5,series,20.0,NaN\n")
                .endsWith("teacher 95.3,teacher,,95.3\n");
    }

    @Test
    void importanceIsAMapOfLayersWithItsRampInNumbers() throws IOException {
        List<double[]> heads = List.of(new double[] {0.1, 0.001, 0}, new double[] {0.01, Double.NaN, 0.1});
        Scene scene = ImportanceFigure.heads(heads, Room.paper(Scene.ONE_COLUMN), Words.ENGLISH);
        Bounds.assertInside(scene);
        Bounds.assertNoTextOverlaps(scene);
        Mark.Box strongest = box(scene, "head-1-1");
        assertThat(strongest.fill()).isEqualTo(Tone.ramp(1));
        assertThat(strongest.text()).isEqualTo("layer 1, head 1: importance 0.10, rank 1 of 6");
        assertThat(box(scene, "head-2-1").fill().amount()).isCloseTo(0.5, within(1e-9));
        assertThat(box(scene, "head-1-3").fill()).isEqualTo(Tone.ramp(0));
        assertThat(box(scene, "head-2-2").fill()).isNull();
        assertThat(texts(scene)).contains("0.0010", "0.10", "importance", "layer", "head");
    }

    @Test
    void neuronsAreBinnedByTheirMean() {
        double[] layer = IntStream.range(0, 100).mapToDouble(i -> i < 3 ? 0.5 : 0.25).toArray();
        Figure figure = ImportanceFigure.neuronsFigure("Neurons", List.of(layer), Scene.TWO_COLUMNS);
        // 100 neurons in at most 48 boxes are 3 to a box, 34 boxes, the last with one
        assertThat(figure.table().rows()).hasSize(34);
        assertThat(figure.table().rows().get(0)).containsExactly(1, 1, 3, 0.5);
        assertThat(figure.table().rows().get(33)).containsExactly(1, 100, 100, 0.25);
        assertThat(box(figure.scene(), "neurons-1-1").value()).isEqualTo(0.5);
        Bounds.assertInside(figure.scene());
    }

    @Test
    void aRunsScoresOnDevFollowItsStages() {
        List<Event> events = List.of(
                new Event.StageStarted("width", 2, 2),
                new Event.Scalars("width", 1, 0.5, Map.of("loss", 1.0)),
                new Event.Scalars("width", 2, 1, Map.of("loss", 1.0)),
                new Event.SubnetworkEvaluated("width", 0, 0.5, 1, "dev", 10, Map.of("accuracy", 0.8)),
                new Event.SubnetworkEvaluated("width", 2, 0.5, 1, "held-out", 10, Map.of("accuracy", 0.1)),
                new Event.StageStarted("depth", 3, 3),
                new Event.Scalars("depth", 3, 1, Map.of("loss", 1.0)),
                new Event.SubnetworkEvaluated("depth", 0, 0.5, 1, "dev", 10, Map.of("accuracy", 0.9)));
        Grid grid = Grid.of(SampleRun.results(new double[] {0.5}, new double[] {1}), SampleRun.nothing());
        assertThat(ScoreCurves.of(events, grid).curves()).singleElement().satisfies(curve -> {
            assertThat(curve.x()).containsExactly(2, 5);
            assertThat(curve.y()).containsExactly(80, 90);
        });
    }

    private static Curves curves(boolean logarithmic) {
        double[] x = {0, 10, 20, 30, 40};
        return new Curves(
                "training step",
                "accuracy",
                logarithmic,
                List.of(
                        new Curves.Curve("a", "width 0.5", Curves.Kind.RAW, 0, 0, x, new double[] {88, 93, 90, 94, 92}),
                        new Curves.Curve(
                                "a", "width 0.5", Curves.Kind.SERIES, 0, 0, x, new double[] {90, 91, Double.NaN, 93, 94}),
                        new Curves.Curve("guess", "guess", Curves.Kind.ESTIMATED, 1, 0, x, new double[] {88, 89, 90, 91, 92}),
                        new Curves.Curve(
                                "paper", "paper", Curves.Kind.PUBLISHED, 2, 0, new double[] {5, 35}, new double[] {92, 93})),
                List.of(new Curves.Level("teacher 95.3", 95.3, Curves.Kind.TEACHER)),
                List.of(new Curves.Band("aim", 94.3, 95.3)),
                "What the curves are.");
    }

    private static String pdfText(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static Mark.Box box(Scene scene, String id) {
        return scene.marks().stream()
                .filter(mark -> mark.id().equals(id))
                .map(Mark.Box.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(Scene scene) {
        return scene.marks().stream().filter(Mark.Text.class::isInstance).map(Mark::text).toList();
    }
}
