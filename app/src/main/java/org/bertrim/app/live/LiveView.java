package org.bertrim.app.live;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;

/** The cards of the Live place: two columns where there is room, one of them at a time where there is not. */
final class LiveView extends StackPane {

    /** Which column is seen where there is room for one. */
    private enum Column {
        COURSE,
        NETWORKS
    }

    private static final double TWO_COLUMNS_FROM = 1080;
    private static final double LEFT_SHARE = 58;
    private static final double CELL_SHARE = 61;
    private static final double LOG_SHARE = 0.34;
    private static final double LOG_SHARE_BELOW_CELL = 0.24;
    private static final double SEARCH_SHARE = 0.42;
    private static final double BOTH_CARDS_FROM = 585;

    private final LiveViewModel model;
    private final Words words;
    private final Label facts = new Label();
    private final Notice failure = new Notice("live-failure");
    private final Notice question = new Notice("live-question");
    private final Button resume;
    private final Button stop;
    private final Button keep;
    private final StageStrip strip;
    private final PanelCard course;
    private final PanelCard log;
    private final PanelCard networks;
    private final PanelCard importance;
    private final PanelCard cell;
    private final PanelCard search;
    private final VBox left = new VBox(14);
    private final VBox right = new VBox(14);
    private final VBox beside = new VBox(14);
    private final GridPane columns = new GridPane();
    private final DoubleProperty logShare = new SimpleDoubleProperty(this, "logShare", LOG_SHARE);
    private final HBox columnSwitch;
    private final ObjectProperty<Column> column = new SimpleObjectProperty<>(this, "column", Column.COURSE);
    private final VBox run = new VBox(14);
    private final VBox waiting = new VBox(12);
    private final NoRunView empty;
    private boolean low;

    LiveView(AppContext context, LiveViewModel model, NoRunView empty) {
        this.model = model;
        this.words = model.words();
        this.empty = empty;
        getStyleClass().add("live");
        facts.getStyleClass().add("bt-remark");
        facts.setMinWidth(0);
        resume = Panel.named(new Button(words.get("resume")), words.get("resume"), words.get("resume.tip"));
        resume.setOnAction(event -> model.requests().resume());
        stop = Panel.named(new Button(words.get("stop.yes")), words.get("stop.yes"), words.get("stop.tip"));
        stop.setOnAction(event -> model.requests().stop());
        keep = Panel.named(new Button(words.get("stop.no")), words.get("stop.no"), words.get("stop.no.tip"));
        keep.getStyleClass().add("bt-primary");
        keep.setOnAction(event -> model.requests().keepRunning());
        strip = new StageStrip(model);
        course = new PanelCard(words.get("card.course"), new LossPanel(context, model), new ScorePanel(context, model));
        log = new PanelCard(
                words.get("card.log"), new LogPanel(model), new ResourcePanel(model), new ChecksPanel(model));
        Panel map = new ImportancePanel(context, model);
        Panel cost = new SizePanel(context, model);
        networks = new PanelCard(
                words.get("card.networks"),
                new GridPanel(context, model),
                new Placed(cost, () -> !model.hasSearch()),
                new Placed(map, () -> low));
        cell = new PanelCard(words.get("card.cell"), new CellPanel(context, model));
        search = new PanelCard(
                words.get("card.search"),
                new DepthPanel(context, model),
                new ProbePanel(context, model),
                new TransferPanel(context, model),
                new Placed(cost, model::hasSearch));
        importance = new PanelCard(words.get("card.importance"), new Placed(map, () -> !low));
        VBox.setVgrow(course, Priority.ALWAYS);
        VBox.setVgrow(networks, Priority.ALWAYS);
        VBox.setVgrow(importance, Priority.SOMETIMES);
        VBox.setVgrow(cell, Priority.ALWAYS);
        log.prefHeightProperty().bind(columns.heightProperty().multiply(logShare));
        search.prefHeightProperty().bind(columns.heightProperty().multiply(SEARCH_SHARE));
        log.setMinHeight(130);
        course.setMinHeight(200);
        search.setMinHeight(130);
        columnSwitch = new HBox(new Segments<>(
                words.get("columns"),
                List.of(Column.values()),
                column,
                each -> words.get("columns." + each.name().toLowerCase(Locale.ROOT)),
                each -> null));
        column.addListener((property, old, now) -> arrange());
        columns.setHgap(14);
        columns.setMinSize(0, 0);
        VBox.setVgrow(columns, Priority.ALWAYS);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        columnSwitch.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(12, facts, spring, columnSwitch);
        head.getStyleClass().add("live-facts");
        run.getChildren().addAll(head, failure, question, strip, columns);
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(28, 28);
        Label reading = new Label(words.get("reading"));
        reading.getStyleClass().add("bt-remark");
        waiting.getStyleClass().add("live-waiting");
        waiting.getChildren().addAll(turning, reading);
        getChildren().addAll(run, waiting, empty);
        widthProperty().addListener((property, old, now) -> {
            boolean before = old.doubleValue() >= TWO_COLUMNS_FROM;
            if (before != wide() || columns.getChildren().isEmpty()) {
                arrange();
            }
        });
        columns.heightProperty().addListener((property, old, now) -> {
            boolean before = low;
            low = now.doubleValue() < BOTH_CARDS_FROM;
            if (low != before) {
                FxBackground.afterwards(this::refresh); // not within the layout that has found it out
            }
        });
        model.revisionProperty().addListener((property, old, now) -> refresh());
        model.pictureProperty().addListener((property, old, now) -> log.refresh());
        model.failureProperty().addListener((property, old, now) -> notices());
        model.requests().askingProperty().addListener((property, old, now) -> notices());
        model.requests().requestProperty().addListener((property, old, now) -> notices());
        refresh();
    }

    private boolean wide() {
        return getWidth() >= TWO_COLUMNS_FROM;
    }

    private void refresh() {
        boolean none = model.runId().isEmpty();
        boolean reading = !none && model.loadingProperty().get();
        empty.setVisible(none);
        waiting.setVisible(reading);
        run.setVisible(!none && !reading);
        if (none || reading) {
            return;
        }
        facts.setText(model.facts());
        strip.refresh();
        strip.setVisible(!model.stages().stages().isEmpty());
        strip.setManaged(strip.isVisible());
        course.refresh();
        networks.refresh();
        importance.refresh();
        cell.refresh();
        search.refresh();
        log.refresh();
        notices();
        arrange();
    }

    private void arrange() {
        boolean wide = wide();
        boolean searched = cell.present();
        boolean cellLeads = searched && wide;
        fill(left, cellLeads ? present(cell, log) : present(course, log));
        fill(beside, searched && !wide ? present(cell) : List.of());
        fill(right, cellLeads ? present(course, search, networks, importance) : present(search, networks, importance));
        VBox.setVgrow(log, cellLeads || course.present() ? Priority.NEVER : Priority.ALWAYS);
        VBox.setVgrow(search, cellLeads && course.present() ? Priority.NEVER : Priority.ALWAYS);
        logShare.set(cellLeads ? LOG_SHARE_BELOW_CELL : LOG_SHARE);
        List<Region> second = filled(beside, right);
        boolean switched = !wide && !second.isEmpty();
        List<Region> shown = wide ? filled(left, right) : switched && column.get() == Column.NETWORKS ? second : List.of(left);
        columnSwitch.setVisible(switched);
        columnSwitch.setManaged(switched);
        if (columns.getChildren().equals(shown)) {
            return;
        }
        double share = shown.contains(beside) ? CELL_SHARE : LEFT_SHARE;
        columns.getChildren().clear();
        columns.getColumnConstraints().clear();
        for (int i = 0; i < shown.size(); i++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(shown.size() == 1 ? 100 : i == 0 ? share : 100 - share);
            columns.getColumnConstraints().add(constraints);
            columns.add(shown.get(i), i, 0);
            GridPane.setVgrow(shown.get(i), Priority.ALWAYS);
        }
    }

    private static void fill(VBox box, List<Region> cards) {
        if (!box.getChildren().equals(cards)) {
            box.getChildren().setAll(cards);
        }
    }

    private static List<Region> filled(VBox... boxes) {
        return List.<VBox>of(boxes).stream().filter(box -> !box.getChildren().isEmpty()).map(Region.class::cast).toList();
    }

    private static List<Region> present(PanelCard... cards) {
        return List.<PanelCard>of(cards).stream().filter(PanelCard::present).map(Region.class::cast).toList();
    }

    private void notices() {
        LiveViewModel.Failure failed = model.failureProperty().get();
        if (failed == null) {
            failure.hide();
        } else {
            failure.show(
                    failed.what(),
                    List.of(failed.why(), failed.remedy()),
                    model.requests().can(RunRequests.Request.RESUME) ? List.of(resume) : List.of());
        }
        if (model.requests().askingProperty().get()) {
            question.show(words.get("stop.question"), List.of(model.stopQuestion()), List.of(stop, keep));
        } else {
            question.hide();
        }
    }

    /** Puts the keyboard on the safe answer when the question about stopping opens. */
    void focusQuestion() {
        keep.requestFocus();
    }
}
