package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.chart.FigureExport;
import org.bertrim.app.common.chart.SceneView;
import org.bertrim.engine.figure.Grid;
import org.bertrim.engine.figure.GridFigure;
import org.jspecify.annotations.Nullable;

/** The grid of sub-networks as a heat map that fills in, with the details of one cell below it. */
final class GridPanel implements Panel {

    private final LiveViewModel model;
    private final GridModel grid;
    private final Words words;
    private final SceneView view;
    private final Segments<GridModel.Reading> readings;
    private final HBox controls = new HBox(8);
    private final CellDetails details;
    private final VBox body = new VBox(10);
    private final HeldFigure figure;
    private final org.bertrim.engine.figure.Words onScreen;
    private Map<String, Part> byMark = Map.of();
    private @Nullable Grid shown;
    private GridModel.@Nullable Reading shownReading;

    GridPanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.grid = model.grid();
        this.words = model.words();
        this.view = new SceneView(context.texts());
        this.onScreen = SceneView.words(context.texts());
        this.figure = new HeldFigure(true);
        this.details = new CellDetails(model);
        readings = new Segments<>(
                words.get("grid.reading"),
                List.of(GridModel.Reading.values()),
                grid.readingProperty(),
                reading -> words.get("grid." + key(reading)),
                reading -> words.get("grid." + key(reading) + ".tip"));
        grid.readingProperty().addListener((property, old, now) -> refresh());
        grid.selectedProperty().addListener((property, old, now) -> details.refresh());
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        controls.getStyleClass().add("live-controls");
        controls.getChildren().addAll(spring, readings, exportButton(context));
        view.onMark(id -> {
            Part part = byMark.get(id);
            if (part != null) {
                grid.selectedProperty().set(part);
            }
        });
        view.exportAs(context, "grid", figure);
        view.setAccessibleText(words.get("grid"));
        VBox.setVgrow(view, Priority.ALWAYS);
        body.getChildren().addAll(view, details);
        body.setMinSize(0, 0);
    }

    private Node exportButton(AppContext context) {
        Region button = FigureExport.button(context, figure, "grid");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static String key(GridModel.Reading reading) {
        return reading.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String name() {
        int count = grid.cells().size();
        return words.get("grid.name", Integer.toString(count));
    }

    @Override
    public Node controls() {
        return controls;
    }

    @Override
    public Node body() {
        return body;
    }

    @Override
    public boolean present() {
        return model.hasGrid();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        ToggleButton against = readings.button(GridModel.Reading.AGAINST_PUBLISHED);
        against.setDisable(grid.paper().isEmpty());
        against.setTooltip(new Tooltip(grid.paper()
                .map(paper -> words.get(
                        grid.otherTeacher() ? "grid.published.other" : "grid.published.same",
                        paper,
                        grid.paperTeacher()))
                .orElseGet(() -> words.get("grid.published.none"))));
        readings.button(GridModel.Reading.SHARE_OF_TEACHER).setDisable(grid.teacher().isEmpty());
        Grid now = figureGrid(picture, words);
        GridModel.Reading reading = grid.readingProperty().get();
        byMark = grid.cells().stream()
                .map(GridModel.Cell::part)
                .collect(Collectors.toMap(GridPanel::mark, Function.identity()));
        if (!now.equals(shown) || reading != shownReading) {
            shown = now;
            shownReading = reading;
            view.show(room -> GridFigure.of(now, figureReading(reading), room, onScreen));
            Grid paper = figureGrid(picture, words.forPaper());
            figure.hold(picture, width -> GridFigure.figure(paper, figureReading(reading), width));
        }
        details.refresh();
    }

    private static String mark(Part part) {
        return "cell-" + Part.multiplier(part.width()) + "-" + Part.multiplier(part.depth());
    }

    private static GridFigure.Reading figureReading(GridModel.Reading reading) {
        return switch (reading) {
            case SCORE -> GridFigure.Reading.SCORE;
            case SHARE_OF_TEACHER -> GridFigure.Reading.SHARE_OF_TEACHER;
            case AGAINST_PUBLISHED -> GridFigure.Reading.DIFFERENCE_TO_PUBLISHED;
        };
    }

    private Grid figureGrid(RunPicture picture, Words in) {
        Grid.Names known = Grid.Names.of(picture.results(), picture.experiment());
        String task = picture.task().isEmpty() ? known.task() : picture.task();
        List<Grid.Cell> cells = new ArrayList<>();
        for (GridModel.Cell cell : grid.cells()) {
            JsonNode costs = cell.costs();
            Grid.Cell made = new Grid.Cell(
                    cell.part().width(),
                    cell.part().depth(),
                    cell.scored() ? cell.score() : null,
                    costs.path("parameters").isNumber() ? costs.path("parameters").asLong() : null,
                    costs.path("encoderParameters").isNumber() ? costs.path("encoderParameters").asLong() : null,
                    cell.scored() ? "" : in.get(cell.failed() ? "grid.failed" : "grid.not-yet"));
            cells.add(cell.published()
                    .filter(value -> Double.isFinite(value.value()))
                    .map(value -> made.withPublished(new Grid.Published(
                            value.value(), value.model() + ", " + value.teacher() + ", " + value.reference())))
                    .orElse(made));
        }
        Grid.Teacher teacher = grid.teacher().isPresent()
                ? new Grid.Teacher(
                        grid.teacher().getAsDouble(),
                        picture.results().path("teacher").path("parameters").isNumber()
                                ? picture.results().path("teacher").path("parameters").asLong()
                                : null)
                : null;
        return new Grid(
                new Grid.Names(known.method(), task, in.metric(grid.metric())),
                teacher,
                grid.widths(),
                grid.depths(),
                cells);
    }
}
