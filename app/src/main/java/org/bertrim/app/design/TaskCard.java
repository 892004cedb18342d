package org.bertrim.app.design;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.bertrim.app.common.Texts;

/**
 * The task: its choice, a page of its rows, how often each label comes, how long the rows are and what is cut; of a table how it is read.
 * A table or folder can be dropped on it.
 */
final class TaskCard extends VBox {

    private static final int ROWS = 4;
    private static final int ROWS_OF_TABLE = 8;
    private static final String FOLDER = "folder";
    private static final String TABLE = "table";

    private final TaskViewModel model;
    private final FieldViewModel maxTokens;
    private final EstimateViewModel estimate;
    private final Texts texts;
    private final Segments tasks;
    private final ToggleButton folder;
    private final ToggleButton table;
    private final PreviewTable rows;
    private final Label summary = Cards.remark();
    private final ClassBars classes;
    private final LengthHistogram histogram;
    private final Label cut = Cards.remark();
    private final Button shorter = new Button();

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
        this.rows = new PreviewTable(texts);
        this.classes = new ClassBars(texts);
        this.tasks = new Segments(this::chosen);
        getStyleClass().add("bt-card");
        model.samples().forEach(sample -> tasks.add(sample.source(), sample.name()));
        folder = tasks.addOpener(FOLDER, texts.get("design.task-open"));
        folder.setTooltip(new Tooltip(texts.get("design.task-open-why")));
        table = tasks.addOpener(TABLE, texts.get("design.table-open"));
        table.setTooltip(new Tooltip(texts.get("design.table-open-why")));
        summary.setMinWidth(0);
        getChildren().addAll(
                Cards.head(texts.get("design.task"), tasks, Cards.spring(), summary),
                Cards.problem(model.problem()),
                body(),
                new TableSection(model.table(), texts, focused),
                new FieldGrid(form, texts, focused));
        model.selected().addListener((property, before, now) -> select());
        model.preview().addListener((property, before, now) -> show());
        model.lengths().addListener((property, before, now) -> showCut());
        model.reading().addListener((property, before, now) -> {
            grey(now);
            if (model.preview().get() == null) {
                show();
            }
        });
        maxTokens.text().addListener((property, before, now) -> showCut());
        estimate.shown().addListener((property, before, now) -> showCut());
        model.table().look().addListener((property, before, now) -> showCut());
        model.table().skip().text().addListener((property, before, now) -> showCut());
        FileDrop.onto(this, model::drop);
        select();
        show();
    }

    private HBox body() {
        HBox.setHgrow(rows, Priority.ALWAYS);
        rows.setMinWidth(200);
        rows.setPrefWidth(420);
        cut.setWrapText(true);
        cut.setMinHeight(Region.USE_PREF_SIZE);
        shorter.getStyleClass().addAll("bt-quiet", "design-link");
        shorter.setWrapText(true);
        shorter.setMinHeight(Region.USE_PREF_SIZE);
        VBox right = new VBox(5, classes, histogram, cut, shorter);
        right.setMinWidth(230);
        right.setPrefWidth(330);
        right.setMaxWidth(400);
        HBox.setHgrow(right, Priority.SOMETIMES);
        return new HBox(22, rows, right);
    }

    private void chosen(String id) {
        switch (id) {
            case FOLDER -> {
                DirectoryChooser chooser = new DirectoryChooser();
                chooser.setTitle(texts.get("design.task-open-title"));
                File picked = chooser.showDialog(getScene().getWindow());
                if (picked != null) {
                    model.chooseFolder(picked.toPath());
                }
                select();
            }
            case TABLE -> {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(texts.get("design.table-open-title"));
                chooser.getExtensionFilters().addAll(
                        new FileChooser.ExtensionFilter(
                                texts.get("design.table-files"),
                                "*.csv", "*.tsv", "*.tab", "*.txt", "*.jsonl", "*.ndjson", "*.json", "*.gz"),
                        new FileChooser.ExtensionFilter(texts.get("design.all-files"), "*.*"));
                File picked = chooser.showOpenDialog(getScene().getWindow());
                if (picked != null) {
                    model.chooseTable(picked.toPath());
                }
                select();
            }
            default -> model.choose(id);
        }
    }

    private void select() {
        String name = model.fileName();
        boolean isTable = model.table().open().get();
        folder.setText(name.isEmpty() || isTable ? texts.get("design.task-open") : texts.get("design.task-folder", name));
        table.setText(isTable ? texts.get("design.task-folder", name) : texts.get("design.table-open"));
        tasks.select(name.isEmpty() ? model.selected().get() : isTable ? TABLE : FOLDER);
    }

    private void grey(boolean reading) {
        List.of(rows, histogram, classes, summary).forEach(node -> node.setOpacity(reading ? 0.45 : 1));
    }

    private void show() {
        TaskViewModel.Preview shown = model.preview().get();
        if (shown == null) {
            summary.setText(model.reading().get() ? texts.get("design.reading") : ""); // not before the experiment can be read
            return;
        }
        rows.show(shown, shown.roles() ? ROWS_OF_TABLE : ROWS);
        summary.setText(shown.summary());
        classes.show(shown.labels(), shown.values());
        showCut();
    }

    private void showCut() {
        int tokens = (int) maxTokens.number().orElse(0);
        histogram.show(model.lengths().get(), tokens);
        boolean counted = !model.table().stops();
        histogram.setVisible(counted);
        histogram.setManaged(counted); // else its words stand below nothing
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
}
