package org.bertrim.app.design;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.jspecify.annotations.Nullable;

/** Pages of a task's first rows; columns that are read as something say so in their heads. */
final class PreviewTable extends VBox {

    private static final double ROW = 27;
    private static final double HEAD = 27;
    private static final double ROLE_HEAD = 42;
    private static final int TOOLTIP_FROM = 30;
    private static final int LONG = 24;
    private static final int FIRST_WIDE = 0x2E80; // where the letters of East Asia begin

    private final Texts texts;
    private final TableView<List<String>> table = new TableView<>();
    private final ObservableList<List<String>> page = FXCollections.observableArrayList();
    private final Label pageWords = Cards.remark();
    private final Label hidden = Cards.remark();
    private final Button back;
    private final Button on;
    private TaskViewModel.@Nullable Preview shown;
    private int rows = 4;
    private int first;

    PreviewTable(Texts texts) {
        super(2);
        this.texts = texts;
        this.back = turn("‹", "design.page-back", -1);
        this.on = turn("›", "design.page-on", 1);
        table.getStyleClass().add("design-table");
        table.setItems(page);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setFixedCellSize(ROW);
        table.setAccessibleText(texts.get("design.rows"));
        table.setPlaceholder(new Label());
        height(HEAD);
        back.setDisable(true);
        on.setDisable(true);
        HBox pager = new HBox(4, pageWords, hidden, Cards.spring(), back, on);
        pager.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(table, pager);
    }

    private void height(double head) {
        double height = ROW * rows + head + 2;
        table.setPrefHeight(height);
        table.setMinHeight(height);
        table.setMaxHeight(height);
    }

    private Button turn(String sign, String key, int by) {
        Button button = new Button(sign);
        button.getStyleClass().addAll("bt-quiet", "design-turn");
        button.setAccessibleText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setOnAction(event -> {
            TaskViewModel.Preview now = shown;
            if (now != null) {
                first = Math.max(0, Math.min((now.rows().size() - 1) / rows * rows, first + by * rows));
                turnTo(now);
            }
        });
        return button;
    }

    /**
     * Shows the first page.
     *
     * @param count rows of a page
     */
    void show(TaskViewModel.Preview preview, int count) {
        boolean sameRows = shown != null && shown.rows().equals(preview.rows()) && rows == count;
        first = sameRows ? first : 0;
        shown = preview;
        rows = count;
        boolean roles = preview.roles();
        height(roles ? ROLE_HEAD : HEAD);
        table.getStyleClass().remove("design-table-roles");
        if (roles) {
            table.getStyleClass().add("design-table-roles");
        }
        table.getColumns().clear();
        for (int i = 0; i < preview.columns().size(); i++) {
            table.getColumns().add(column(preview, i));
        }
        hidden.setText(preview.hidden().isEmpty() ? "" : texts.get("design.separator") + preview.hidden());
        turnTo(preview);
    }

    private TableColumn<List<String>, String> column(TaskViewModel.Preview preview, int place) {
        TaskViewModel.Column described = preview.columns().get(place);
        boolean read = !described.role().isEmpty();
        TableColumn<List<String>, String> column = new TableColumn<>();
        Label name = new Label(described.name());
        VBox head = new VBox(name);
        head.getStyleClass().add("design-head");
        if (read) {
            Label role = new Label(described.role());
            role.getStyleClass().add("design-role");
            head.getChildren().add(role);
            name.getStyleClass().add("design-read");
        }
        column.setGraphic(head);
        column.setCellValueFactory(row -> new SimpleStringProperty(
                place < row.getValue().size() ? row.getValue().get(place) : ""));
        boolean own = preview.roles();
        column.setCellFactory(any -> new TextCell(read, own ? place : -1));
        double longest = preview.rows().stream()
                .filter(row -> row.size() == preview.columns().size())
                .limit(50)
                .mapToInt(row -> width(row.get(place)))
                .max()
                .orElse(LONG);
        boolean wide = longest > LONG;
        double narrow = 34 + 7 * Math.max(longest, Math.max(width(described.name()), width(described.role())));
        column.setPrefWidth(wide ? 260 : narrow);
        column.setMinWidth(wide ? 120 : Math.min(70, narrow));
        column.setMaxWidth(wide ? Double.MAX_VALUE : narrow); // what is left belongs to the texts
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    /** So many letters of the Latin alphabet are about as wide; those of Chinese take the room of two. */
    private static int width(String words) {
        return words.codePoints().map(letter -> letter >= FIRST_WIDE ? 2 : 1).sum();
    }

    private void turnTo(TaskViewModel.Preview now) {
        int last = Math.min(now.rows().size(), first + rows);
        page.setAll(now.rows().subList(Math.min(first, last), last));
        back.setDisable(first == 0);
        on.setDisable(last == now.rows().size());
        pageWords.setText(last == 0
                ? texts.get("design.no-rows")
                : texts.get(now.more() ? "design.page-first" : "design.page", first + 1, last, Numbers.count(now.rows().size())));
    }

    /** A text in one line; the whole of it in a tooltip. */
    private static final class TextCell extends TableCell<List<String>, String> {
        private final Tooltip whole = new Tooltip();
        private final boolean read;
        private final int place;

        /**
         * A cell.
         *
         * @param read whether its column is read as something
         * @param place of its column in a table of lines, whose broken rows have a reason instead of values; else -1
         */
        TextCell(boolean read, int place) {
            this.read = read;
            this.place = place;
            whole.setWrapText(true);
            whole.setMaxWidth(520);
        }

        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            List<String> row = empty || getTableRow() == null ? null : getTableRow().getItem();
            boolean broken = place >= 0 && row != null && row.size() == 2 && getTableView().getColumns().size() > 2;
            setText(empty ? "" : text == null ? "" : text.replace('\n', ' '));
            getStyleClass().removeAll("design-read-cell", "design-broken", "design-line");
            if (!empty && place == 0) {
                getStyleClass().add("design-line");
            } else if (!empty && broken) {
                getStyleClass().add("design-broken");
            } else if (!empty && read) {
                getStyleClass().add("design-read-cell");
            }
            whole.setText(text);
            setTooltip(empty || text == null || text.length() < TOOLTIP_FROM ? null : whole);
        }
    }
}
