package org.bertrim.app.live;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.chart.FigureExport;
import org.bertrim.app.common.chart.SceneView;
import org.bertrim.engine.figure.Bars;
import org.bertrim.engine.figure.BarsFigure;
import org.bertrim.engine.figure.SearchFigures;

/** How probable each number of cells is, at the moment of the search that is looked at. */
final class DepthPanel implements Panel {

    private final LiveViewModel model;
    private final CellModel cells;
    private final Words words;
    private final SceneView view;
    private final org.bertrim.engine.figure.Words onScreen;
    private final HeldFigure figure = new HeldFigure(false);
    private final Label remark = new Label();
    private final HBox controls = new HBox(8);
    private final StackPane body = new StackPane();
    private List<Double> shown = List.of();

    DepthPanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.cells = model.cells();
        this.words = model.words();
        this.view = new SceneView(context.texts());
        this.onScreen = SceneView.words(context.texts());
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Region export = FigureExport.button(context, figure, "depth");
        export.setMinWidth(Region.USE_PREF_SIZE);
        controls.getStyleClass().add("live-controls");
        controls.getChildren().addAll(remark, spring, export);
        view.setAccessibleText(words.get("depth"));
        view.exportAs(context, "depth", figure);
        body.getChildren().add(view);
        body.setMinSize(0, 0);
        cells.positionProperty().addListener((property, old, now) -> refresh());
    }

    @Override
    public String name() {
        return words.get("depth");
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
        return cells.frames().stream().anyMatch(frame -> !frame.depth().isEmpty());
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        CellModel.Frame frame = cells.frame().orElse(null);
        if (picture == null || frame == null || frame.depth().isEmpty()) {
            return;
        }
        List<Double> depth = frame.depth();
        int leading = depth.indexOf(depth.stream().max(Double::compare).orElse(0.0)) + 1;
        remark.setText(words.get(
                frame.derived() ? "depth.decided" : "depth.leading",
                Integer.toString(frame.derived() ? frame.cells() : leading)));
        if (depth.equals(shown)) {
            return;
        }
        shown = depth;
        Bars bars = SearchFigures.depth(depth, onScreen);
        view.show(room -> BarsFigure.of(bars, room));
        Words paper = words.forPaper();
        String title = picture.name() + ": " + paper.get("depth");
        figure.hold(picture, width -> SearchFigures.depthFigure(title, picture.name() + ".", depth, width));
    }
}
