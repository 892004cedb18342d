package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.figure.Grid;
import org.bertrim.engine.figure.GridFigure;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Weight;
import org.bertrim.engine.figure.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class SceneViewTest {

    private final List<String> pressed = new ArrayList<>();
    private Stage stage;
    private SceneView view;

    @AfterEach
    void close() {
        if (stage != null) {
            Screens.close(stage);
        }
    }

    @Test
    void everyCellIsANamedRegionThatIsPressedWhereItIsSeen() {
        show(600, 360, 3);
        Node cell = view.region("cell-0.75-0.50");
        assertThat(cell.getAccessibleText()).startsWith("width 0.75, depth 0.50: accuracy 80.0, measured");
        assertThat(stage.getScene().getRoot().lookupAll(".bt-mark")).hasSize(6);
        Screens.robot().clickOn(cell);
        assertThat(pressed).containsExactly("cell-0.75-0.50");
    }

    @Test
    void arrowKeysGoFromCellToCellAndEnterPressesOne() {
        show(600, 360, 3);
        Screens.run(() -> view.region("cell-1.00-1.00").requestFocus());
        type(KeyCode.RIGHT);
        type(KeyCode.DOWN);
        type(KeyCode.DOWN); // there is no row below
        type(KeyCode.ENTER);
        assertThat(pressed).containsExactly("cell-0.75-0.75");
    }

    @Test
    void lettersThatInterLacksAreDrawnFromAFontOfTheMachine() {
        assumeTrue(
                new java.awt.Font(java.awt.Font.SANS_SERIF, java.awt.Font.PLAIN, 12).canDisplay('电'),
                "this machine has no font with Chinese letters");
        List<Integer> inks = new ArrayList<>();
        Screens.run(() -> {
            for (String letter : List.of("电", "一")) {
                Canvas canvas = new Canvas(40, 40);
                new FxLetters().fill(canvas.getGraphicsContext2D(), letter, 5, 32, Mark.Anchor.START, 30, Weight.REGULAR, Color.BLACK);
                WritableImage image = canvas.snapshot(null, null);
                int ink = 0;
                for (int y = 0; y < 40; y++) {
                    for (int x = 0; x < 40; x++) {
                        ink += image.getPixelReader().getColor(x, y).getBrightness() < 0.5 ? 1 : 0;
                    }
                }
                inks.add(ink);
            }
            // every Chinese letter is as wide as it is high
            assertThat(new FxLetters().width("电影", 30, Weight.REGULAR)).isBetween(54.0, 66.0);
        });
        // one stroke and five; the box of a missing letter would be the same twice
        assertThat(inks.get(1)).isPositive();
        assertThat(inks.get(0)).isGreaterThan(2 * inks.get(1));
    }

    @Test
    void cellsAreNeverTooNarrowToRead() {
        show(260, 300, 3);
        Screens.run(() -> stage.getScene().getRoot().lookupAll(".bt-mark").forEach(cell ->
                assertThat(cell.getBoundsInLocal().getWidth()).isGreaterThanOrEqualTo(84)));
    }

    @Test
    void regionsFollowANewSceneAndGoWithTheFigure() {
        show(600, 360, 3);
        Node kept = view.region("cell-1.00-1.00");
        Screens.run(() -> view.show(room -> GridFigure.of(grid(1), GridFigure.Reading.SCORE, room, Words.ENGLISH)));
        Screens.await("only two cells are left", () -> regions() == 2);
        assertThat(view.region("cell-1.00-1.00")).isSameAs(kept);
        Screens.run(() -> view.empty("nothing yet"));
        assertThat(regions()).isZero();
    }

    private int regions() {
        return stage.getScene().getRoot().lookupAll(".bt-mark").size();
    }

    private void type(KeyCode code) {
        Screens.run(() -> {
            Node owner = stage.getScene().getFocusOwner();
            owner.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
        });
    }

    private void show(double width, double height, int depths) {
        stage = Screens.show(
                () -> {
                    view = new SceneView(Texts.of(Locale.ENGLISH));
                    view.show(room ->
                            GridFigure.of(grid(depths), GridFigure.Reading.SCORE, room, Words.ENGLISH));
                    view.onMark(pressed::add);
                    return new StackPane(view);
                },
                width,
                height,
                Theme.LIGHT);
    }

    private static Grid grid(int columns) {
        List<Double> widths = List.of(1.0, 0.75);
        List<Double> depths = List.of(1.0, 0.75, 0.5).subList(0, columns);
        List<Grid.Cell> cells = new ArrayList<>();
        for (double width : widths) {
            for (double depth : depths) {
                cells.add(new Grid.Cell(width, depth, 0.8, 10_000_000L, null, ""));
            }
        }
        return new Grid(
                new Grid.Names("DynaBERT", "reviews", "accuracy"), new Grid.Teacher(0.9, null), widths, depths, cells);
    }
}
