package org.bertrim.app.design;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;

/** What the task's card shows of a table besides rows and classes: rows that cannot be used, rows with the same text, how it is read. */
final class TableSection extends VBox {

    private final TableViewModel model;
    private final Texts texts;
    private final Label facts = Cards.remark();
    private final CheckBox skip = new CheckBox();
    private final Label badWords = new Label();
    private final HBox badLine = new HBox(12, badWords, Cards.spring(), skip);
    private final VBox problems = new VBox(5);
    private final VBox twins = new VBox(4);
    private boolean showing;

    TableSection(TableViewModel model, Texts texts, Consumer<FieldWords> focused) {
        super(12);
        this.model = model;
        this.texts = texts;
        problems.getStyleClass().add("design-problems");
        problems.getChildren().add(badLine);
        badLine.setAlignment(Pos.CENTER_LEFT);
        badWords.setWrapText(true);
        skip.setText(model.skip().words().name());
        skip.setTooltip(new Tooltip(model.skip().words().tooltip()));
        skip.setMinWidth(Region.USE_PREF_SIZE);
        skip.setId("choice-" + model.skip().path());
        skip.selectedProperty().addListener((property, before, now) -> {
            if (!showing) {
                model.skip(now);
            }
        });
        skip.focusedProperty().addListener((property, before, now) -> {
            if (now) {
                focused.accept(model.skip().words());
            }
        });
        Button again = new Button(texts.get("design.table-again"));
        again.getStyleClass().addAll("bt-quiet", "design-more");
        again.setTooltip(new Tooltip(texts.get("design.table-again-why")));
        again.setOnAction(event -> model.again());
        Label head = new Label(texts.get("design.table-read"));
        head.getStyleClass().add("design-part-head");
        Label remark = Cards.remark();
        remark.setText(texts.get("design.table-read-remark"));
        HBox line = new HBox(10, head, remark, Cards.spring(), facts, again);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(problems, twins, line, new FieldGrid(model.form(), texts, focused));
        model.shown().addListener((property, before, now) -> show());
        model.skip().text().addListener((property, before, now) -> show());
        model.open().addListener((property, before, now) -> appear(now));
        appear(model.open().get());
        show();
    }

    private void appear(boolean open) {
        setVisible(open);
        setManaged(open);
    }

    private void show() {
        TableViewModel.Shown now = model.shown().get();
        facts.setText(now == null ? "" : now.facts());
        showing = true;
        skip.setSelected(model.skips());
        showing = false;
        boolean bad = now != null && now.badRows() > 0;
        problems.setVisible(bad);
        problems.setManaged(bad);
        if (bad) {
            badWords.setText(texts.get(
                    model.skips() ? "design.table-skipped" : "design.table-bad", now.badRows(), Numbers.count(now.badRows())));
            badWords.getStyleClass().setAll("label", model.skips() ? "design-caution" : "bt-problem");
            problems.getChildren().remove(1, problems.getChildren().size()); // the first line keeps its check box and the focus on it
            problems.getChildren().add(notes(now.problems(), badWords.getText()));
            remark(now.more(), problems);
        }
        boolean same = now != null && !now.twins().isEmpty();
        twins.setVisible(same);
        twins.setManaged(same);
        if (same) {
            Label head = new Label(now.twins());
            head.getStyleClass().add(now.twinsMatter() ? "design-caution" : "design-fact");
            head.setWrapText(true);
            twins.getChildren().setAll(head, notes(now.firstTwins(), now.twins()));
        }
    }

    private static void remark(String words, VBox below) {
        if (!words.isEmpty()) {
            Label more = Cards.remark();
            more.setText(words);
            below.getChildren().add(more);
        }
    }

    /** Places and words in two columns that line up; read to the end by a screen reader as one list. */
    private static Node notes(List<TableViewModel.Note> notes, String what) {
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.setVgap(1);
        ColumnConstraints places = new ColumnConstraints();
        places.setMinWidth(Region.USE_PREF_SIZE);
        places.setHalignment(HPos.LEFT);
        places.setHgrow(Priority.NEVER);
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(places, words);
        StringBuilder all = new StringBuilder(what);
        for (int i = 0; i < notes.size(); i++) {
            Label place = new Label(notes.get(i).place());
            place.getStyleClass().addAll("design-place");
            Label reason = new Label(notes.get(i).words());
            reason.getStyleClass().add("design-fact");
            reason.setWrapText(true);
            GridPane.setValignment(place, VPos.TOP);
            grid.addRow(i, place, reason);
            all.append('\n').append(place.getText()).append(' ').append(reason.getText());
        }
        grid.setFocusTraversable(true);
        grid.getStyleClass().add("design-notes");
        grid.setAccessibleText(all.toString());
        return grid;
    }
}
