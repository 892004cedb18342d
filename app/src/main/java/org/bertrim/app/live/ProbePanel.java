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
import org.bertrim.engine.figure.Bars;
import org.bertrim.engine.figure.BarsFigure;
import org.jspecify.annotations.Nullable;

/** What each layer of the teacher knows of the task. */
final class ProbePanel implements Panel {

    private final LiveViewModel model;
    private final ProbeModel probes;
    private final Words words;
    private final SceneView view;
    private final org.bertrim.engine.figure.Words onScreen;
    private final HeldFigure figure = new HeldFigure(false);
    private final Label remark = new Label();
    private final HBox controls = new HBox(8);
    private final StackPane body = new StackPane();
    private @Nullable Bars shown;

    ProbePanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.probes = model.probes();
        this.words = model.words();
        this.view = new SceneView(context.texts());
        this.onScreen = SceneView.words(context.texts());
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Region export = FigureExport.button(context, figure, "probes");
        export.setMinWidth(Region.USE_PREF_SIZE);
        controls.getStyleClass().add("live-controls");
        controls.getChildren().addAll(remark, spring, export);
        view.setAccessibleText(words.get("probes"));
        view.exportAs(context, "probes", figure);
        body.getChildren().add(view);
        body.setMinSize(0, 0);
    }

    @Override
    public String name() {
        return words.get("probes");
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
        return probes.known();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        String metric = probes.metric();
        Bars bars = probes.bars(words.metric(metric), onScreen);
        if (bars.equals(shown)) {
            return;
        }
        shown = bars;
        remark.setText(words.get("probes.remark", words.metric(metric)));
        view.show(room -> BarsFigure.of(bars, room));
        Words paper = words.forPaper();
        String title = picture.name() + ": " + paper.get("probes.title");
        figure.hold(picture, probes.figure(title, paper.metric(metric)));
    }
}
