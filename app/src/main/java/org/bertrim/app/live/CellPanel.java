package org.bertrim.app.live;

import atlantafx.base.controls.ProgressSliderSkin;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Refresh;
import org.bertrim.app.common.chart.FigureExport;
import org.bertrim.app.common.chart.SceneView;
import org.bertrim.engine.figure.Cell;
import org.bertrim.engine.figure.CellFigure;
import org.bertrim.engine.figure.Format;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The cell of an architecture search as a graph, with a slider through the search from its first state to what it decided on. */
final class CellPanel implements Panel {

    private static final Duration FRAME = Refresh.SHORTEST;
    private static final double BESIDE = 14;

    private final LiveViewModel model;
    private final CellModel cells;
    private final Words words;
    private final SceneView view;
    private final org.bertrim.engine.figure.Words onScreen;
    private final HeldFigure figure = new HeldFigure(Format.usualAnd(Format.TIKZ));
    private final EdgeCard edge;
    private final Label remark = new Label();
    private final HBox controls = new HBox(8);
    private final Button play = new Button();
    private final Slider slider = new Slider(0, 1, 0);
    private final Label moment = new Label();
    private final VBox body = new VBox(10);
    private CellModel.@Nullable Frame shown;
    private boolean filling;

    CellPanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.cells = model.cells();
        this.words = model.words();
        this.view = new SceneView(context.texts());
        this.onScreen = SceneView.words(context.texts());
        this.edge = new EdgeCard(words, onScreen);
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Region export = FigureExport.button(context, figure, "cell");
        export.setMinWidth(Region.USE_PREF_SIZE);
        export.disableProperty().bind(cells.lastProperty().isEqualTo(0));
        controls.getStyleClass().add("live-controls");
        controls.getChildren().addAll(remark, spring, export);
        view.setAccessibleText(words.get("cell"));
        view.exportAs(context, "cell", figure);
        view.onPointing(this::point);
        Pane over = new Pane(edge);
        over.setMouseTransparent(true);
        StackPane picture = new StackPane(view, over);
        picture.setMinSize(0, 0);
        VBox.setVgrow(picture, Priority.ALWAYS);
        body.getChildren().addAll(picture, history());
        body.setMinSize(0, 0);
        cells.positionProperty().addListener((property, old, now) -> refresh());
        new Refresh(FRAME, cells::tick).follow(cells.playingProperty());
        cells.playingProperty().addListener((property, old, now) -> showPlay());
        // a search that plays to nobody would keep the window awake
        view.sceneProperty().addListener((property, old, now) -> {
            if (now == null) {
                cells.pause();
            }
        });
    }

    private HBox history() {
        play.getStyleClass().addAll("live-play");
        play.setOnAction(event -> {
            if (cells.playingProperty().get()) {
                cells.pause();
            } else {
                cells.play();
            }
        });
        showPlay();
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setBlockIncrement(1);
        slider.setMinWidth(80);
        slider.setMaxWidth(Double.MAX_VALUE);
        slider.setAccessibleRole(AccessibleRole.SLIDER);
        slider.setTooltip(new Tooltip(words.get("cell.slider.tip")));
        HBox.setHgrow(slider, Priority.ALWAYS);
        ChangeListener<Number> moved = (property, old, now) -> {
            if (!filling) {
                cells.pause();
                cells.goTo((int) Math.round(now.doubleValue()));
            }
        };
        slider.valueProperty().addListener(moved);
        moment.getStyleClass().addAll("live-summary");
        moment.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(10, play, slider, moment);
        line.getStyleClass().add("live-controls");
        line.setMinHeight(Region.USE_PREF_SIZE);
        return line;
    }

    private void showPlay() {
        boolean playing = cells.playingProperty().get();
        play.setGraphic(new FontIcon(playing ? Feather.PAUSE : Feather.PLAY));
        String name = words.get(playing ? "cell.pause" : "cell.play");
        play.setAccessibleText(name);
        play.setTooltip(new Tooltip(words.get(playing ? "cell.pause.tip" : "cell.play.tip")));
    }

    private void point(@Nullable String id, double x, double y, double reach) {
        CellModel.Frame frame = cells.frame().orElse(null);
        Optional<Cell.Edge> found = id == null || frame == null
                ? Optional.empty()
                : frame.cell().edges().stream()
                        .filter(each -> id.equals("label-" + each.key()) || id.equals("edge-" + each.key()))
                        .findFirst();
        if (found.isEmpty() || frame == null) {
            edge.setVisible(false);
            return;
        }
        edge.show(frame.cell(), found.get());
        edge.applyCss();
        edge.stand(x, y, reach + BESIDE, view.getWidth(), view.getHeight());
    }

    @Override
    public String name() {
        return words.get("cell");
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
        return cells.present();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        CellModel.Frame frame = cells.frame().orElse(null);
        filling = true;
        slider.setMax(Math.max(1, cells.lastProperty().get()));
        slider.setValue(cells.positionProperty().get());
        filling = false;
        boolean some = cells.frames().size() > 1;
        play.setDisable(!some);
        slider.setDisable(!some);
        if (picture == null || frame == null) {
            shown = null;
            view.empty(words.get("cell.empty"));
            remark.setText("");
            moment.setText("");
            return;
        }
        remark.setText(words.get(frame.derived() ? "cell.remark.derived" : "cell.remark"));
        String when = moment(frame, words);
        moment.setText(when);
        slider.setAccessibleText(words.get("cell.slider", when));
        if (frame.equals(shown)) {
            return;
        }
        shown = frame;
        edge.setVisible(false);
        view.show(room -> CellFigure.of(frame.cell(), room, onScreen));
        Words paper = words.forPaper();
        String caption = paper.get("cell.caption", picture.name(), moment(frame, paper));
        String title = picture.name() + ": " + paper.get("cell");
        figure.hold(picture, width -> CellFigure.figure(title, caption, frame.cell(), width));
    }

    /** Which state it is: epoch or step, temperature, and the depth that was decided on. */
    private static String moment(CellModel.Frame frame, Words in) {
        String when = Double.isFinite(frame.epoch())
                ? in.get("cell.epoch", epochs(frame.epoch()), epochs(frame.epochs()))
                : in.get("cell.step", Numbers.count(frame.step()));
        if (frame.derived()) {
            return in.get("cell.derived", when, Integer.toString(frame.cells()));
        }
        return in.get("cell.temperature", when, Numbers.fixed(frame.temperature(), 2));
    }

    private static String epochs(double epochs) {
        return Math.abs(epochs - Math.rint(epochs)) < 0.005 ? Numbers.fixed(epochs, 0) : Numbers.fixed(epochs, 1);
    }
}
