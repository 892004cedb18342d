package org.bertrim.app.live;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.chart.FigureExport;
import org.bertrim.app.common.chart.SceneView;

/** A panel that shows one scene, with a remark, its own controls and an export above it. */
abstract class ScenePanel implements Panel {

    final LiveViewModel model;
    final Words words;
    final SceneView view;
    final org.bertrim.engine.figure.Words onScreen;
    final HeldFigure figure = new HeldFigure(false);
    final Label remark = new Label();
    private final String key;
    private final HBox controls = new HBox(8);
    private final StackPane body = new StackPane();

    /**
     * An empty panel.
     *
     * @param key of its name among the texts, and stem of its exported files
     */
    ScenePanel(AppContext context, LiveViewModel model, String key) {
        this.model = model;
        this.key = key;
        this.words = model.words();
        this.view = new SceneView(context.texts());
        this.onScreen = SceneView.words(context.texts());
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Region export = FigureExport.button(context, figure, key);
        export.setMinWidth(Region.USE_PREF_SIZE);
        controls.getStyleClass().add("live-controls");
        controls.getChildren().addAll(remark, spring, export);
        view.setAccessibleText(words.get(key));
        view.exportAs(context, key, figure);
        body.getChildren().add(view);
        body.setMinSize(0, 0);
    }

    /** Puts a control before the export. */
    final void add(Node control) {
        controls.getChildren().add(controls.getChildren().size() - 1, control);
    }

    @Override
    public final String name() {
        return words.get(key);
    }

    @Override
    public final Node controls() {
        return controls;
    }

    @Override
    public final Node body() {
        return body;
    }
}
