package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.chart.Curve;
import org.bertrim.app.common.chart.CurveChart;
import org.bertrim.app.common.chart.Divider;
import org.bertrim.app.common.chart.Role;
import org.bertrim.engine.figure.Curves;
import org.bertrim.engine.figure.CurvesFigure;

/** Loss terms and the other values of training steps: raw and smoothed, linear and logarithmic, by step, epoch and time. */
final class LossPanel implements Panel {

    /** Half a pixel of a wide chart: fewer new points than this share of all that the axis has room for are not to be seen. */
    private static final int VISIBLE_SHARE = 1500;

    /** What the chart shows: what was chosen, and how many points there were. */
    private record Drawn(String choices, int cuts, long points) {}

    private final LiveViewModel model;
    private final LossModel losses;
    private final Words words;
    private final CurveChart chart;
    private final HBox terms = new HBox();
    private final HBox others = new HBox();
    private final ComboBox<String> stage = new ComboBox<>();
    private final PartsMenu parts;
    private final FlowPane switches = new FlowPane(8, 6);
    private final HBox controls = new HBox(8);
    private final VBox body = new VBox(8);
    private final HeldFigure figure;
    private List<Line> lines = List.of();
    private Drawn drawn = new Drawn("", -1, 0);
    private boolean filling;

    LossPanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.losses = model.losses();
        this.words = model.words();
        this.figure = new HeldFigure(false);
        this.chart = new CurveChart(context.texts());
        this.parts = new PartsMenu(words, losses::parts, losses::chosenParts, (part, shown) -> {
            losses.togglePart(part, shown);
            refresh();
        });
        for (HBox group : List.of(terms, others)) {
            group.getStyleClass().add("bt-segments");
            group.setAccessibleText(words.get("terms"));
            group.setMaxHeight(Region.USE_PREF_SIZE);
        }
        controls.getStyleClass().add("live-controls");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        controls.getChildren().addAll(stageChoice(), spring, axisSwitch(), scaleSwitch());
        switches.getChildren().addAll(terms, others, parts, smoothing());
        chart.logarithmicProperty().bind(losses.logarithmicProperty());
        losses.logarithmicProperty().addListener((property, old, now) -> refresh());
        losses.smoothingProperty().addListener((property, old, now) -> hold());
        chart.smoothingProperty().bind(losses.smoothingProperty());
        chart.empty(words.get("losses.empty"));
        chart.setAccessibleText(words.get("losses"));
        chart.exportAs(context, "losses", figure);
        VBox.setVgrow(chart, Priority.ALWAYS);
        body.getChildren().addAll(switches, chart);
        body.setMinSize(0, 0);
    }

    private ComboBox<String> stageChoice() {
        stage.getStyleClass().add("live-choice");
        stage.setAccessibleText(words.get("stage.choice"));
        stage.setTooltip(new Tooltip(words.get("stage.choice.tip")));
        stage.setMinWidth(Region.USE_PREF_SIZE);
        stage.setConverter(new StringConverter<>() {
            @Override
            public String toString(String id) {
                return id == null ? "" : id.equals(LossModel.ALL_STAGES) ? words.get("stage.all") : words.stage(id);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        stage.setOnAction(event -> {
            if (!filling && stage.getValue() != null) {
                losses.chooseStage(stage.getValue());
                refresh();
            }
        });
        return stage;
    }

    private Node axisSwitch() {
        losses.axisProperty().addListener((property, old, now) -> refresh());
        return new Segments<>(
                words.get("axis"),
                List.of(XAxis.values()),
                losses.axisProperty(),
                axis -> words.get("axis." + axis.name().toLowerCase(Locale.ROOT)),
                axis -> words.get("axis." + axis.name().toLowerCase(Locale.ROOT) + ".tip"));
    }

    private Node scaleSwitch() {
        ObjectProperty<Boolean> scale = losses.logarithmicProperty().asObject();
        return new Segments<>(
                words.get("scale"),
                List.of(false, true),
                scale,
                log -> words.get(log ? "scale.log" : "scale.linear"),
                log -> words.get(log ? "scale.log.tip" : "scale.linear.tip"));
    }

    private Node smoothing() {
        Slider slider = new Slider(0, 0.99, losses.smoothingProperty().get());
        slider.setBlockIncrement(0.05);
        slider.setPrefWidth(80);
        slider.setAccessibleText(words.get("smoothing"));
        slider.setTooltip(new Tooltip(words.get("smoothing.tip")));
        losses.smoothingProperty().bindBidirectional(slider.valueProperty());
        Label value = new Label();
        value.getStyleClass().addAll("bt-remark", "live-figures");
        value.textProperty().bind(slider.valueProperty().map(now -> Numbers.fixed(now.doubleValue(), 2)));
        value.setMinWidth(30);
        Label name = new Label(words.get("smoothing"));
        name.getStyleClass().add("bt-remark");
        name.setLabelFor(slider);
        HBox box = new HBox(6, name, slider, value);
        box.getStyleClass().add("live-controls");
        return box;
    }

    @Override
    public String name() {
        return words.get("losses");
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
        return model.hasLosses();
    }

    @Override
    public void refresh() {
        filling = true;
        List<String> stages = new ArrayList<>(losses.stages());
        stages.add(0, LossModel.ALL_STAGES);
        if (!stage.getItems().equals(stages)) {
            stage.setItems(FXCollections.observableArrayList(stages));
        }
        stage.setValue(losses.stageProperty().get());
        filling = false;
        parts.refresh();
        showTerms();
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        Drawn now = new Drawn(picture.runId() + losses.choices() + losses.logarithmicProperty().get() , picture.cuts(), losses.points());
        double wide = losses.axisProperty().get() == XAxis.STEP ? losses.reach() : 0;
        long least = picture.active() ? (long) Math.max(1, Math.max(drawn.points(), wide) / VISIBLE_SHARE) : 1;
        boolean same = now.choices().equals(drawn.choices()) && now.cuts() == drawn.cuts();
        if (same && now.points() - drawn.points() < least) {
            return;
        }
        drawn = now;
        draw(picture);
    }

    private void draw(RunPicture picture) {
        String axis = losses.axisProperty().get().name().toLowerCase(Locale.ROOT);
        chart.axes(words.get("axis." + axis + ".name"), yName(words));
        lines = losses.lines();
        List<Curve> curves = new ArrayList<>();
        for (Line line : lines) {
            curves.add(new Curve(line.id(), words.line(line, losses.parts()), Role.SERIES, line.x(), line.y()));
        }
        chart.curves(curves);
        chart.span(0, losses.reach());
        chart.dividers(losses.borders().stream()
                .map(border -> new Divider(words.stage(border.stage()), border.x()))
                .toList());
        hold();
    }

    private void hold() {
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        String axis = losses.axisProperty().get().name().toLowerCase(Locale.ROOT);
        List<Line> shown = lines;
        Words paper = words.forPaper();
        String term = yName(paper);
        boolean logarithmic = losses.logarithmicProperty().get();
        double smoothing = losses.smoothingProperty().get();
        List<Part> among = List.copyOf(losses.parts());
        figure.hold(picture, width -> {
            Curves curves = new Curves(
                    paper.get("axis." + axis + ".name"),
                    term,
                    logarithmic,
                    PaperCurves.curves(shown, among, paper, smoothing),
                    List.of(),
                    List.of(),
                    paper.get("losses.caption", picture.name()));
            return CurvesFigure.figure(picture.name() + ": " + term, curves, width);
        });
    }

    private String yName(Words in) {
        return losses.chosenTerms().size() == 1
                ? in.term(losses.chosenTerms().iterator().next())
                : in.get("losses.value");
    }

    private Stream<ToggleButton> buttons() {
        return Stream.of(terms, others).flatMap(group -> group.getChildren().stream()).map(ToggleButton.class::cast);
    }

    private void showTerms() {
        List<Object> there = buttons().map(Node::getUserData).toList();
        if (there.size() != losses.terms().size() || !Set.copyOf(losses.terms()).equals(Set.copyOf(there))) {
            terms.getChildren().clear();
            others.getChildren().clear();
            for (String term : losses.terms()) {
                ToggleButton button = new ToggleButton(words.term(term));
                button.setUserData(term);
                button.setAccessibleText(words.get("terms") + ": " + words.term(term));
                button.setTooltip(new Tooltip(words.get("terms.tip", term)));
                button.setMinWidth(Region.USE_PREF_SIZE);
                button.setOnMouseClicked(event -> {
                    if (!event.isShiftDown() && !event.isShortcutDown()) {
                        losses.chooseTerm(term);
                        refresh();
                    }
                });
                button.setOnAction(event -> {
                    losses.toggleTerm(term, button.isSelected());
                    refresh();
                });
                (LossModel.isLoss(term) ? terms : others).getChildren().add(button);
            }
        }
        others.setVisible(!others.getChildren().isEmpty());
        others.setManaged(others.isVisible());
        buttons().forEach(button -> button.setSelected(losses.chosenTerms().contains((String) button.getUserData())));
    }
}
