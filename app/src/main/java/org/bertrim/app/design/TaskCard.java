package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;

/** The task: its choice, a page of its rows, how often each label comes, how long the rows are and what is cut. */
final class TaskCard extends VBox {

    private static final int ROWS = 4;
    private static final double ROW = 27;

    private final TaskViewModel model;
    private final FieldViewModel maxTokens;
    private final EstimateViewModel estimate;
    private final Texts texts;
    private final Segments tasks;
    private final ToggleButton folder;
    private final TableView<TaskViewModel.Row> table = new TableView<>();
    private final ObservableList<TaskViewModel.Row> page = FXCollections.observableArrayList();
    private final Label pageWords = Cards.remark();
    private final Label summary = Cards.remark();
    private final HBox balance = new HBox();
    private final Label balanceWords = Cards.remark();
    private final LengthHistogram histogram;
    private final Label cut = Cards.remark();
    private final Button shorter = new Button();
    private int first;

    TaskCard(
            TaskViewModel model,
            FormViewModel form,
            EstimateViewModel estimate,
            Texts texts,
            Consumer<FieldWords> focused) {
        super(11);
        this.model = model;
        this.estimate = estimate;
        this.texts = texts;
        this.maxTokens = form.field("task.maxTokens").orElseThrow();
        this.histogram = new LengthHistogram(texts);
        this.tasks = new Segments(this::chosen);
        getStyleClass().add("bt-card");
        model.samples().forEach(sample -> tasks.add(sample.source(), sample.name()));
        folder = tasks.add("", texts.get("design.task-open"));
        folder.setTooltip(new Tooltip(texts.get("design.task-open-why")));
        getChildren().addAll(
                Cards.head(texts.get("design.task"), tasks, Cards.spring(), summary),
                Cards.problem(model.problem()),
                body(),
                new FieldGrid(form, texts, focused));
        model.selected().addListener((property, before, now) -> select());
        model.preview().addListener((property, before, now) -> show());
        model.reading().addListener((property, before, now) -> grey(now));
        maxTokens.text().addListener((property, before, now) -> showCut());
        estimate.shown().addListener((property, before, now) -> showCut());
        select();
        show();
    }

    private HBox body() {
        table.getStyleClass().add("design-table");
        table.setItems(page);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setFixedCellSize(ROW);
        table.setPrefHeight(ROW * (ROWS + 1) + 2);
        table.setMinHeight(ROW * (ROWS + 1) + 2);
        table.setMaxHeight(ROW * (ROWS + 1) + 2);
        table.setAccessibleText(texts.get("design.rows"));
        table.setPlaceholder(new Label());
        Button back = turn("‹", "design.page-back", -ROWS);
        Button on = turn("›", "design.page-on", ROWS);
        HBox pager = new HBox(4, pageWords, Cards.spring(), back, on);
        pager.setAlignment(Pos.CENTER_LEFT);
        VBox left = new VBox(2, table, pager);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(200);
        left.setPrefWidth(420);
        balance.setMinHeight(8);
        balance.setPrefHeight(8);
        balance.setMaxHeight(8);
        balance.getStyleClass().add("design-balance");
        balanceWords.setWrapText(true);
        cut.setWrapText(true);
        cut.setMinHeight(Region.USE_PREF_SIZE);
        shorter.getStyleClass().addAll("bt-quiet", "design-link");
        shorter.setWrapText(true);
        shorter.setMinHeight(Region.USE_PREF_SIZE);
        VBox right = new VBox(5, balance, balanceWords, histogram, cut, shorter);
        right.setMinWidth(230);
        right.setPrefWidth(330);
        right.setMaxWidth(400);
        HBox.setHgrow(right, Priority.SOMETIMES);
        return new HBox(22, left, right);
    }

    private Button turn(String sign, String key, int by) {
        Button button = new Button(sign);
        button.getStyleClass().addAll("bt-quiet", "design-turn");
        button.setAccessibleText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setOnAction(event -> {
            TaskViewModel.Preview shown = model.preview().get();
            if (shown != null) {
                first = Math.max(0, Math.min((shown.rows().size() - 1) / ROWS * ROWS, first + by));
                turnTo(shown);
            }
        });
        return button;
    }

    private void chosen(String source) {
        if (!source.isEmpty()) {
            model.choose(source);
            return;
        }
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("design.task-open-title"));
        var picked = chooser.showDialog(getScene().getWindow());
        if (picked != null) {
            model.chooseFolder(picked.toPath());
        }
        select();
    }

    private void select() {
        String name = model.folderName();
        folder.setText(name.isEmpty() ? texts.get("design.task-open") : texts.get("design.task-folder", name));
        tasks.select(name.isEmpty() ? model.selected().get() : "");
    }

    private void grey(boolean reading) {
        List.of(table, histogram, balance, balanceWords, summary).forEach(node -> node.setOpacity(reading ? 0.45 : 1));
    }

    private void show() {
        TaskViewModel.Preview shown = model.preview().get();
        first = 0;
        table.getColumns().clear();
        balance.getChildren().clear();
        if (shown == null) {
            summary.setText(texts.get("design.reading"));
            return;
        }
        boolean pair = shown.heads().size() > 2;
        List<TableColumn<TaskViewModel.Row, String>> columns = new ArrayList<>();
        columns.add(column(shown.heads().get(0), TaskViewModel.Row::text, pair ? 215 : 440));
        if (pair) {
            columns.add(column(shown.heads().get(1), TaskViewModel.Row::secondText, 215));
        }
        String head = shown.heads().get(shown.heads().size() - 1);
        TableColumn<TaskViewModel.Row, String> label = column(head, TaskViewModel.Row::label, pair ? 120 : 92);
        label.setMinWidth(70);
        label.setMaxWidth(150);
        columns.add(label);
        table.getColumns().setAll(columns); // at once: each that is added alone would first be given all of the width
        turnTo(shown);
        summary.setText(shown.summary());
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < shown.labels().size(); i++) {
            TaskViewModel.Label each = shown.labels().get(i);
            Region part = new Region();
            part.getStyleClass().add("design-part-" + (i % 8 + 1));
            part.prefWidthProperty().bind(balance.widthProperty().multiply(each.share()));
            part.setMinWidth(0);
            balance.getChildren().add(part);
            words.append(i == 0 ? "" : texts.get("design.separator"))
                    .append(each.name())
                    .append(' ')
                    .append(Numbers.score(each.share()))
                    .append(" %");
        }
        balanceWords.setText(words.toString());
        balance.setAccessibleText(words.toString());
        showCut();
    }

    private TableColumn<TaskViewModel.Row, String> column(
            String key, Function<TaskViewModel.Row, String> value, double width) {
        TableColumn<TaskViewModel.Row, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        column.setCellFactory(any -> new TextCell());
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private void turnTo(TaskViewModel.Preview shown) {
        int last = Math.min(shown.rows().size(), first + ROWS);
        page.setAll(shown.rows().subList(first, last));
        pageWords.setText(texts.get("design.page", first + 1, last, Numbers.count(shown.rows().size())));
    }

    private void showCut() {
        TaskViewModel.Preview shown = model.preview().get();
        int tokens = (int) maxTokens.number().orElse(0);
        histogram.show(shown == null ? null : shown.lengths(), tokens);
        cut.setText(model.cutAt(tokens));
        EstimateViewModel.Shown costs = estimate.shown().get();
        String words = costs == null ? "" : costs.shorter();
        shorter.setText(words);
        shorter.setVisible(!words.isEmpty());
        shorter.setManaged(!words.isEmpty());
        shorter.setOnAction(event -> {
            if (costs != null) {
                maxTokens.enter(Integer.toString(costs.shorterTokens()));
            }
        });
    }

    /** A text in one line; the whole of it in a tooltip. */
    private static final class TextCell extends TableCell<TaskViewModel.Row, String> {
        private final Tooltip whole = new Tooltip();

        TextCell() {
            whole.setWrapText(true);
            whole.setMaxWidth(520);
        }

        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? "" : text);
            whole.setText(text);
            setTooltip(empty || text == null || text.length() < 40 ? null : whole);
        }
    }
}
