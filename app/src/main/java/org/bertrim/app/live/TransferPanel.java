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
import org.bertrim.engine.figure.SearchFigures;

/** Which layer of the teacher taught which layer of the student, at the moment of the search that is looked at. */
final class TransferPanel implements Panel {

    private final LiveViewModel model;
    private final CellModel cells;
    private final Words words;
    private final SceneView view;
    private final org.bertrim.engine.figure.Words onScreen;
    private final HeldFigure figure = new HeldFigure(false);
    private final Label remark = new Label();
    private final HBox controls = new HBox(8);
    private final StackPane body = new StackPane();
    private List<double[]> shown = List.of();

    TransferPanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.cells = model.cells();
        this.words = model.words();
        this.view = new SceneView(context.texts());
        this.onScreen = SceneView.words(context.texts());
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Region export = FigureExport.button(context, figure, "transfer");
        export.setMinWidth(Region.USE_PREF_SIZE);
        controls.getStyleClass().add("live-controls");
        controls.getChildren().addAll(remark, spring, export);
        view.setAccessibleText(words.get("transfer"));
        view.exportAs(context, "transfer", figure);
        body.getChildren().add(view);
        body.setMinSize(0, 0);
        cells.positionProperty().addListener((property, old, now) -> refresh());
    }

    @Override
    public String name() {
        return words.get("transfer");
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
        return !cells.transfer().isEmpty();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        List<double[]> now = cells.transfer();
        if (picture == null || now.isEmpty() || now.equals(shown)) {
            return;
        }
        shown = now;
        remark.setText(words.get("transfer.remark"));
        view.show(room -> SearchFigures.transfer(now, room, onScreen));
        String title = picture.name() + ": " + words.forPaper().get("transfer.title");
        figure.hold(picture, width -> SearchFigures.transferFigure(title, now, width));
    }
}
