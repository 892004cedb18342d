package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bertrim.engine.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellFigureTest {

    private static final Provenance PROVENANCE = new Provenance("A cell 50 % done", "20261121-cell", "{}");

    private static Cell cell(int nodes) {
        return Cell.of(SampleSearch.sampled(nodes, 3, 7), false);
    }

    private static Scene paper(Cell cell, double width) {
        return CellFigure.figure("A cell", "", cell, width).scene();
    }

    private static <T extends Mark> List<T> marks(Scene scene, Class<T> kind, String prefix) {
        return scene.marks().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(mark -> mark.id().startsWith(prefix))
                .toList();
    }

    private static Rectangle2D bounds(Mark.Box box) {
        return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aCellFitsOneColumnWithReadableText(int nodes) {
        Scene scene = paper(cell(nodes), Scene.ONE_COLUMN);
        assertThat(scene.width()).isEqualTo(Scene.ONE_COLUMN);
        Bounds.assertInside(scene);
        Bounds.assertNoTextOverlaps(scene);
    }

    @ParameterizedTest
    @CsvSource({"3, 234, 0", "3, 486, 0", "3, 530, 330", "3, 760, 330", "3, 900, 480", "2, 530, 330", "4, 760, 400"})
    void labelsTouchNeitherNodesNorEachOtherAndNoOtherEdgeRunsUnderThem(int nodes, double width, double height) {
        Room room = height == 0
                ? Room.paper(width)
                : Room.screen(width, height, Lettering.shared());
        Scene scene = CellFigure.of(cell(nodes), room, Words.ENGLISH);
        List<Mark.Box> labels = marks(scene, Mark.Box.class, "label-");
        List<Mark.Box> circles = marks(scene, Mark.Box.class, "node-");
        assertThat(circles).hasSize(nodes + 3);
        for (Mark.Box label : labels) {
            Rectangle2D box = bounds(label);
            for (Mark.Box circle : circles) {
                double dx = Math.max(0, Math.abs(circle.x() + circle.width() / 2 - box.getCenterX()) - box.getWidth() / 2);
                double dy = Math.max(0, Math.abs(circle.y() + circle.height() / 2 - box.getCenterY()) - box.getHeight() / 2);
                assertThat(Math.hypot(dx, dy)).as("%s beside %s", label.id(), circle.id()).isGreaterThan(circle.width() / 2);
            }
            for (Mark.Box other : labels) {
                if (other != label) {
                    assertThat(box.intersects(bounds(other))).as("%s over %s", label.id(), other.id()).isFalse();
                }
            }
            for (Mark.Curve edge : marks(scene, Mark.Curve.class, "edge-")) {
                if (!edge.id().substring(5).equals(label.id().substring(6))) {
                    boolean under = false;
                    for (int i = 0; i <= 400; i++) {
                        Mark.Point point = edge.at(i / 400.0);
                        under |= box.contains(point.x(), point.y());
                    }
                    assertThat(under).as("%s under %s", edge.id(), label.id()).isFalse();
                }
            }
        }
    }

    @Test
    void nothingMovesWhileTheSearchEvolves() {
        Room room = Room.screen(700, 400, Lettering.shared());
        Map<String, Object> early = places(CellFigure.of(Cell.of(SampleSearch.sampled(3, 0.1, 1), false), room, Words.ENGLISH));
        Map<String, Object> late = places(CellFigure.of(Cell.of(SampleSearch.sampled(3, 5, 2), false), room, Words.ENGLISH));
        assertThat(late).isEqualTo(early).hasSize(9 + 6);
    }

    private static Map<String, Object> places(Scene scene) {
        return scene.marks().stream()
                .filter(mark -> mark.id().startsWith("edge-") || mark.id().matches("node-\\d+"))
                .collect(Collectors.toMap(
                        Mark::id,
                        mark -> mark instanceof Mark.Curve curve
                                ? List.of(curve.from(), curve.pull(), curve.push(), curve.to())
                                : List.of(((Mark.Box) mark).x(), ((Mark.Box) mark).y())));
    }

    @Test
    void theMoreProbableAnEdgeTheWiderItsLineAndWhatIsKeptStandsOut() {
        Cell cell = Cell.of(
                new Event.ArchitectureSampled(
                        "search",
                        1,
                        1,
                        List.of(1.0),
                        List.of(
                                SampleSearch.edge(0, 2, "conv3", 0.9),
                                SampleSearch.edge(1, 2, "dilated3", 0.4),
                                SampleSearch.edge(0, 3, "skip", 0.8),
                                SampleSearch.edge(1, 3, "maxPool3", 0.7),
                                SampleSearch.edge(2, 3, "zero", 0.95))),
                false);
        Map<String, Mark.Curve> edges = marks(paper(cell, Scene.TWO_COLUMNS), Mark.Curve.class, "edge-").stream()
                .collect(Collectors.toMap(Mark::id, mark -> mark));
        assertThat(edges.get("edge-0-2").pen().width()).isGreaterThan(edges.get("edge-1-2").pen().width());
        assertThat(edges.get("edge-0-2").pen().tone()).isEqualTo(Tone.of(Token.SERIES_1));
        assertThat(edges.get("edge-1-2").pen().tone()).isEqualTo(Tone.of(Token.SERIES_4));
        assertThat(edges.get("edge-0-3").pen().tone()).isEqualTo(Tone.of(Token.SERIES_3));
        Mark.Curve zero = edges.get("edge-2-3");
        assertThat(zero.pen().dash()).isNotEmpty();
        assertThat(zero.pen().tone().amount()).isLessThan(1);
        assertThat(zero.value()).isEqualTo(0.95);
        assertThat(zero.text()).startsWith("from 1 to 2: zero 95 %");
    }

    @Test
    void everyEdgeSaysItsWholeDistributionOnTheScreen() {
        Scene scene = CellFigure.of(cell(3), Room.screen(760, 400, Lettering.shared()), Words.ENGLISH);
        List<Mark.Box> labels = marks(scene, Mark.Box.class, "label-");
        assertThat(labels).hasSize(9);
        assertThat(labels).allSatisfy(label -> assertThat(label.text().split(" %")).as(label.text()).hasSize(10));
        assertThat(labels.stream().filter(label -> label.text().contains("kept with"))).hasSize(6);
    }

    @Test
    void tikzDrawsEveryMarkInsideThePictureWithColoursThatAreDefined() {
        Scene scene = paper(cell(3), Scene.ONE_COLUMN);
        String file = new String(TikzWriter.write(scene, PROVENANCE, new PaperTheme()), StandardCharsets.UTF_8);
        assertThat(file).startsWith("% A cell 50 % done\n").endsWith("\\end{tikzpicture}\n");
        List<String> body = file.lines()
                .dropWhile(line -> !line.contains("useasboundingbox"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("\\end"))
                .toList();
        assertThat(body).hasSize(2 * scene.marks().size());
        assertThat(body.stream().filter(line -> line.startsWith("  % ")).map(line -> line.substring(4)))
                .containsExactlyElementsOf(scene.marks().stream().map(Mark::id).toList());
        assertThat(body.stream().filter(line -> !line.startsWith("  % ")))
                .allMatch(line -> line.matches("  \\\\(draw|path|node)\\[.*;"))
                .allMatch(line -> balanced(line));
        assertThat(body.stream().filter(line -> line.contains(".. controls"))).hasSize(marks(scene, Mark.Curve.class, "").size());
        assertThat(file).contains("circle[radius=12.2bp]").contains("rounded corners").contains("c k$-$1").doesNotContain("−");

        List<String> used = new ArrayList<>();
        Matcher colours = Pattern.compile("bertrim-[a-z0-9-]+").matcher(String.join("\n", body));
        while (colours.find()) {
            used.add(colours.group());
        }
        assertThat(used).isNotEmpty().allMatch(colour -> file.contains("\\definecolor{" + colour + "}{HTML}{"));
        Matcher places = Pattern.compile("\\((-?[0-9.]+),(-?[0-9.]+)\\)")
                .matcher(String.join("\n", body).replaceAll("controls .*? \\.\\. ", "")); // what pulls may lie outside
        Rectangle2D page = new Rectangle2D.Double(-1, -1, scene.width() + 2, scene.height() + 2);
        int found = 0;
        while (places.find()) {
            found++;
            assertThat(page.contains(Double.parseDouble(places.group(1)), Double.parseDouble(places.group(2))))
                    .as(places.group())
                    .isTrue();
        }
        assertThat(found).isGreaterThan(scene.marks().size());
    }

    private static boolean balanced(String line) {
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            boolean escaped = i > 0 && line.charAt(i - 1) == '\\';
            depth += escaped ? 0 : line.charAt(i) == '{' ? 1 : line.charAt(i) == '}' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    @Test
    void tikzMakesHarmlessWhatLatexUnderstands() {
        Scene scene = new Scene(100, 20, List.of(new Mark.Text(
                "t_1", 1, 9, Mark.Anchor.START, 7, Weight.REGULAR, Tone.of(Token.INK), 0, null, "a_b 5 % & {x} ≈ −1")));
        String file = new String(TikzWriter.write(scene, PROVENANCE, new PaperTheme()), StandardCharsets.UTF_8);
        assertThat(file).contains("{a\\_b 5 \\% \\& \\{x\\} $\\approx$ $-$1};");
    }

    @Test
    void theFilesOfARunHoldItsSearch(@TempDir Path folder) {
        List<Event> events = List.of(
                SampleSearch.probes(),
                SampleSearch.sampled(3, 1, 1),
                SampleSearch.transfer(),
                SampleSearch.sampled(3, 4, 3),
                new Event.ArchitectureDerived("search", 100, 2, List.of(
                        new Event.KeptEdge(0, 2, "conv7", 0.5), new Event.KeptEdge(1, 2, "skip", 0.4))));
        List<Path> files = Figures.write(
                MissingNode.getInstance(),
                events,
                "20261121-search-s42",
                SampleRun.nothing(),
                folder);
        assertThat(files.stream().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "cell.pdf", "cell.svg", "cell.png", "cell.csv", "cell.tikz",
                        "depth.pdf", "depth.svg", "depth.png", "depth.csv",
                        "probes.pdf", "probes.svg", "probes.png", "probes.csv",
                        "transfer.pdf", "transfer.svg", "transfer.png", "transfer.csv");
        assertThat(folder.resolve("cell.csv")).content().startsWith("from,to,operation,probability,kept\n0,2,conv3,");
        assertThat(folder.resolve("cell.svg")).content().contains("id=\"edge-0-2\"").contains("K = 2.");
        assertThat(folder.resolve("depth.csv")).content().hasLineCount(9);
        assertThat(folder.resolve("transfer.csv")).content().hasLineCount(1 + 9 * 13);
    }

    @Test
    void barsAndMapsOfASearchAreReadableInOneColumn() {
        List<Scene> scenes = List.of(
                SearchFigures.depthFigure("d", "Run.", SampleSearch.sampled(3, 2, 5).depth(), Scene.ONE_COLUMN).scene(),
                SearchFigures.probesFigure("p", SampleSearch.probes().probes(), "accuracy", "accuracy", Scene.ONE_COLUMN)
                        .scene(),
                SearchFigures.transferFigure("t", SampleSearch.transfer().weights(), Scene.ONE_COLUMN).scene());
        for (Scene scene : scenes) {
            Bounds.assertInside(scene);
            Bounds.assertNoTextOverlaps(scene);
        }
        Mark.Box best = marks(scenes.get(1), Mark.Box.class, "probe-12").get(0);
        assertThat(best.text()).isEqualTo("teacher layer 12: accuracy 90.5, cross entropy 0.19");
        List<Mark.Box> map = marks(scenes.get(2), Mark.Box.class, "transfer-");
        assertThat(map).hasSize(9 * 13);
        assertThat(map.stream().mapToDouble(Mark.Box::value).sum()).isCloseTo(1, within(1e-9));
    }
}
