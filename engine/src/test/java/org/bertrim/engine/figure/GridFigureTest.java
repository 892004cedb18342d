package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GridFigureTest {

    private static final PaperTheme THEME = new PaperTheme();
    private static final double[] FIVE = {1.0, 0.8, 0.6, 0.4, 0.2};
    private static final double[] FOUR = {1.0, 0.75, 0.5, 0.25};

    static Stream<Arguments> shapes() {
        double[] twenty = new double[20];
        for (int i = 0; i < twenty.length; i++) {
            twenty[i] = 1 - i / 20.0;
        }
        return Stream.of(
                Arguments.of(new double[] {0.5}, new double[] {0.75}),
                Arguments.of(FIVE, FOUR),
                Arguments.of(new double[] {1.0, 0.333}, twenty),
                Arguments.of(twenty, new double[] {1.0}));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void anyNumberOfWidthsAndDepthsFitsWithReadableText(double[] widths, double[] depths) {
        Scene scene = scene(widths, depths, GridFigure.Reading.SCORE, results -> {});
        List<Mark.Box> cells = boxes(scene);
        assertThat(cells).hasSize(widths.length * depths.length);
        Bounds.assertInside(scene);
        Bounds.assertNoTextOverlaps(scene);
        for (Mark.Box cell : cells) {
            String key = cell.id().substring("cell-".length());
            Mark.Text score = text(scene, "score-" + key);
            double width = Lettering.shared().width(score.text(), score.size(), score.weight());
            assertThat(width).isLessThan(cell.width());
            assertThat(PaperTheme.contrast(THEME.colour(score.tone()), THEME.colour(cell.fill())))
                    .isGreaterThanOrEqualTo(PaperTheme.LEAST_CONTRAST);
        }
    }

    @Test
    void aCellSaysItsScoreAndItsShareOfTheTeacher() {
        Scene scene = scene(FIVE, FOUR, GridFigure.Reading.SCORE, results -> {});
        // 0.931 - 0.06 * 0.6^2 - 0.08 * 0.5^2 = 0.8894; 0.8894 / 0.934 = 0.95225
        assertThat(text(scene, "score-0.40-0.50").text()).isEqualTo("88.9");
        assertThat(text(scene, "detail-0.40-0.50").text()).isEqualTo("95.2 %");
        assertThat(scene.marks())
                .filteredOn(mark -> mark.id().equals("cell-0.40-0.50"))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.text()).isEqualTo("width 0.40, depth 0.50: accuracy 88.9, measured");
                    assertThat(cell.value()).isEqualTo(SampleRun.score(0.4, 0.5));
                });
        assertThat(text(scene, "teacher").text()).isEqualTo("teacher 93.4, 33.4 M parameters");
        assertThat(caption(scene))
                .isEqualTo("DynaBERT on reviews, split dev: accuracy × 100, measured. Second line: share of the "
                        + "teacher’s score. Darker is higher.");
    }

    @Test
    void aTeacherThatCannotBeDividedByGivesWayToTheParameters() {
        Scene scene = scene(FIVE, FOUR, GridFigure.Reading.SCORE, results ->
                ((ObjectNode) results.get("teacher")).put("score", -0.02));
        assertThat(text(scene, "detail-0.40-0.50").text()).isEqualTo("16.3 M"); // 12 M + 21.3 M * 0.2
        assertThat(text(scene, "teacher").text()).startsWith("teacher −2.0");
        assertThat(caption(scene)).contains("Second line: parameters.");
    }

    @Test
    void missingCellsAreDashedAndSayWhy() {
        Scene scene = scene(FIVE, FOUR, GridFigure.Reading.SCORE, results -> {
            ArrayNode subnetworks = (ArrayNode) results.get("subnetworks");
            ((ObjectNode) subnetworks.get(1)).put("score", "NaN");
            subnetworks.remove(0);
        });
        assertThat(boxes(scene))
                .filteredOn(cell -> cell.fill() == null)
                .extracting(Mark.Box::text)
                .containsExactly("width 1.00, depth 1.00: not measured", "width 1.00, depth 0.75: score is NaN");
        assertThat(boxes(scene))
                .filteredOn(cell -> cell.fill() == null)
                .allSatisfy(cell -> assertThat(cell.outline().dash()).isNotEmpty());
        assertThat(text(scene, "missing-1.00-1.00-1").text()).isEqualTo("not measured");
    }

    @Test
    void equalScoresAreNotToldApartByColour() {
        Scene scene = scene(FIVE, FOUR, GridFigure.Reading.SCORE, results ->
                results.get("subnetworks").forEach(node -> ((ObjectNode) node).put("score", 0.5)));
        assertThat(boxes(scene)).extracting(Mark.Box::fill).containsOnly(Tone.ramp(1));
    }

    @Test
    void theGridCanBeReadAsShareOfTheTeacher() {
        Scene scene = scene(FIVE, FOUR, GridFigure.Reading.SHARE_OF_TEACHER, results -> {});
        assertThat(text(scene, "score-0.40-0.50").text()).isEqualTo("95.2 %"); // 0.8894 / 0.934
        assertThat(text(scene, "detail-0.40-0.50").text()).isEqualTo("88.9");
        assertThat(caption(scene)).contains("share of the teacher’s accuracy", "Second line: accuracy × 100.");
        Scene without = scene(FIVE, FOUR, GridFigure.Reading.SHARE_OF_TEACHER, results -> results.remove("teacher"));
        assertThat(boxes(without)).allSatisfy(cell -> assertThat(cell.text()).endsWith("no score of the teacher"));
    }

    @Test
    void theGridCanBeReadAsDifferenceToWhatWasPublished() {
        Grid grid = grid(FIVE, FOUR, results -> {});
        List<Grid.Cell> cells = new ArrayList<>(grid.cells());
        cells.set(0, cells.get(0).withPublished(new Grid.Published(0.935, "table 1")));
        cells.set(1, cells.get(1).withPublished(new Grid.Published(0.9, "table 1")));
        Grid compared = new Grid(grid.names(), grid.teacher(), grid.widths(), grid.depths(), cells);
        Scene scene = of(compared, GridFigure.Reading.DIFFERENCE_TO_PUBLISHED);
        assertThat(text(scene, "score-1.00-1.00").text()).isEqualTo("−0.4"); // 0.931 - 0.935
        assertThat(text(scene, "detail-1.00-1.00").text()).isEqualTo("93.1 vs 93.5");
        assertThat(text(scene, "score-1.00-0.75").text()).isEqualTo("+2.6"); // 0.931 - 0.08 * 0.25^2 - 0.9
        assertThat(text(scene, "missing-0.20-0.25-1").text()).isEqualTo("no published");
        assertThat(boxes(scene).get(0).text()).endsWith("published: 93.5 (table 1)");
        assertThat(caption(scene)).contains("less the published value", "Published: table 1.");
        Bounds.assertInside(scene);
    }

    @Test
    void measuredEstimatedAndPublishedNeverLookAlike() {
        List<Grid.Cell> cells = new ArrayList<>();
        for (Origin origin : Origin.values()) {
            cells.add(new Grid.Cell(1 - 0.25 * cells.size(), 1, 0.9, origin, null, null, null, ""));
        }
        Grid.Names names = new Grid.Names("DynaBERT", "reviews", "accuracy");
        Grid grid = new Grid(names, null, List.of(1.0, 0.75, 0.5), List.of(1.0), cells);
        Scene scene = of(grid, GridFigure.Reading.SCORE);
        List<Mark.Box> boxes = boxes(scene);
        assertThat(boxes.get(0).fill()).isNotNull();
        assertThat(boxes.get(1).fill()).isNull();
        assertThat(boxes.get(1).outline().dash()).isNotEmpty();
        assertThat(boxes.get(2).fill()).isNull();
        assertThat(boxes.get(2).outline().dash()).isEmpty();
        assertThat(text(scene, "score-0.75-1.00").text()).isEqualTo("≈ 90.0");
        assertThat(text(scene, "detail-0.75-1.00").text()).isEqualTo("estimated");
        assertThat(text(scene, "detail-0.50-1.00").text()).isEqualTo("published");
        assertThat(caption(scene)).contains("Filled: measured; dashed, ≈: estimated; hollow: published.");
        Scene low = GridFigure.of(grid, GridFigure.Reading.SCORE, Room.screen(180, 110, Lettering.shared()), Words.ENGLISH);
        assertThat(text(low, "detail-0.75-1.00").y()).isEqualTo(text(low, "score-0.75-1.00").y());
        Bounds.assertNoTextOverlaps(low);
    }

    @Test
    void onAScreenTheGridFillsItsRoomAndNoCellIsTooNarrowToRead() {
        Grid grid = grid(FIVE, FOUR, results -> {});
        Scene wide = GridFigure.of(grid, GridFigure.Reading.SCORE, Room.screen(560, 380, Lettering.shared()), Words.ENGLISH);
        assertThat(wide.width()).isEqualTo(560);
        assertThat(wide.height()).isLessThanOrEqualTo(380);
        assertThat(text(wide, "detail-0.40-0.50").text()).isEqualTo("−4.5 to teacher"); // 0.8894 - 0.934
        assertThat(text(wide, "size-0.40-0.50").text()).isEqualTo("16.3 M");
        Bounds.assertInside(wide);
        Bounds.assertNoTextOverlaps(wide);
        Scene narrow = GridFigure.of(grid, GridFigure.Reading.SCORE, Room.screen(200, 300, Lettering.shared()), Words.ENGLISH);
        assertThat(boxes(narrow)).allSatisfy(cell -> assertThat(cell.width()).isGreaterThanOrEqualTo(84));
        assertThat(narrow.width()).isGreaterThan(4 * 84);
    }

    @Test
    void theSizeChartShowsEverySubnetworkAndTheTeachersLine() {
        Scene scene = size(grid(FIVE, FOUR, results -> {}));
        Bounds.assertInside(scene);
        Bounds.assertNoTextOverlaps(scene);
        assertThat(scene.marks())
                .filteredOn(mark -> mark.id().startsWith("point-"))
                .hasSize(20)
                .filteredOn(mark -> mark.id().equals("point-0.40-0.50"))
                .singleElement()
                .satisfies(mark -> assertThat(mark.text())
                        .isEqualTo("width 0.40, depth 0.50: 16.3 M parameters, accuracy 88.9, measured"));
        assertThat(text(scene, "teacher").text()).isEqualTo("teacher 93.4");
        assertThat(text(scene, "x-name").text()).isEqualTo("parameters (millions)");
    }

    @Test
    void theSizeChartOfOneModelHasAxesToo() {
        Scene scene = size(grid(new double[] {0.5}, new double[] {0.5}, results -> results.remove("teacher")));
        Bounds.assertInside(scene);
        assertThat(scene.marks()).noneMatch(mark -> mark.id().startsWith("teacher"));
        assertThat(scene.marks()).filteredOn(mark -> mark.id().startsWith("x-tick-line")).hasSizeGreaterThan(1);
    }

    @Test
    void aSceneRefusesAnIdThatIsUsedTwice() {
        Mark mark = new Mark.Line("same", 0, 0, 1, 1, Pen.solid(Token.INK, 1), null, "");
        assertThatIllegalArgumentException().isThrownBy(() -> new Scene(1, 1, List.of(mark, mark)));
    }

    private static Grid grid(double[] widths, double[] depths, Consumer<ObjectNode> change) {
        ObjectNode results = SampleRun.results(widths, depths);
        change.accept(results);
        return Grid.of(results, SampleRun.experiment(widths, depths));
    }

    private static Scene scene(
            double[] widths, double[] depths, GridFigure.Reading reading, Consumer<ObjectNode> change) {
        return of(grid(widths, depths, change), reading);
    }

    private static Scene of(Grid grid, GridFigure.Reading reading) {
        return GridFigure.of(grid, reading, Room.paper(GridFigure.printWidth(grid)), Words.ENGLISH);
    }

    private static Scene size(Grid grid) {
        return SizeFigure.of(grid, Room.paper(Scene.ONE_COLUMN), Words.ENGLISH);
    }

    private static List<Mark.Box> boxes(Scene scene) {
        return scene.marks().stream()
                .filter(Mark.Box.class::isInstance)
                .map(Mark.Box.class::cast)
                .toList();
    }

    private static Mark.Text text(Scene scene, String id) {
        return scene.marks().stream()
                .filter(mark -> mark.id().equals(id))
                .map(Mark.Text.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String caption(Scene scene) {
        return String.join(
                " ",
                scene.marks().stream()
                        .filter(mark -> mark.id().startsWith("caption-"))
                        .map(Mark::text)
                        .toList());
    }
}
