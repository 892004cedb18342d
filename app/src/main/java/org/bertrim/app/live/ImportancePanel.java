package org.bertrim.app.live;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.chart.FigureExport;
import org.bertrim.app.common.chart.SceneView;
import org.bertrim.engine.figure.Figure;
import org.bertrim.engine.figure.ImportanceFigure;

/** How much each head or neuron matters, as a map of the layers. */
final class ImportancePanel implements Panel {

    private final LiveViewModel model;
    private final ImportanceModel importance;
    private final Words words;
    private final SceneView view;
    private final org.bertrim.engine.figure.Words onScreen;
    private final HeldFigure figure;
    private final Label remark = new Label();
    private final HBox controls = new HBox(8);
    private final StackPane body = new StackPane();
    private List<double[]> shown = List.of();

    ImportancePanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.importance = model.importance();
        this.words = model.words();
        this.view = new SceneView(context.texts());
        this.onScreen = SceneView.words(context.texts());
        this.figure = new HeldFigure(false);
        Segments<ImportanceModel.Unit> units = new Segments<>(
                words.get("importance.unit"),
                List.of(ImportanceModel.Unit.values()),
                importance.unitProperty(),
                unit -> words.get("importance." + unit.name().toLowerCase(Locale.ROOT)),
                unit -> words.get("importance." + unit.name().toLowerCase(Locale.ROOT) + ".tip"));
        importance.unitProperty().addListener((property, old, now) -> refresh());
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        controls.getStyleClass().add("live-controls");
        Region export = FigureExport.button(context, figure, "importance");
        export.setMinWidth(Region.USE_PREF_SIZE);
        controls.getChildren().addAll(remark, spring, units, export);
        view.setAccessibleText(words.get("importance"));
        view.exportAs(context, "importance", figure);
        body.getChildren().add(view);
        body.setMinSize(0, 0);
    }

    @Override
    public String name() {
        return words.get("importance");
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
        return model.hasImportance();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        List<double[]> values = importance.values();
        if (picture == null || values.equals(shown)) {
            return;
        }
        shown = values;
        remark.setText(words.get("importance.remark", Numbers.count(importance.examples())));
        boolean heads = importance.unitProperty().get() == ImportanceModel.Unit.HEADS;
        view.show(room -> heads
                ? ImportanceFigure.heads(values, room, onScreen)
                : ImportanceFigure.neurons(values, room, onScreen));
        Words paper = words.forPaper();
        String title = picture.name() + ": " + paper.get(heads ? "importance.heads.tip" : "importance.neurons.tip");
        figure.hold(picture, width -> figureOf(heads, title, values, width));
    }

    private static Figure figureOf(boolean heads, String title, List<double[]> values, double width) {
        return heads
                ? ImportanceFigure.headsFigure(title, values, width)
                : ImportanceFigure.neuronsFigure(title, values, width);
    }
}
