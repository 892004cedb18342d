package org.bertrim.app.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.jspecify.annotations.Nullable;

/** The table of runs with its columns. */
final class RunTable {

    private static final double SCROLL_BAR = 16;
    private static final double METRIC_WIDTH = 120;

    private final RunsViewModel model;
    private final TableView<RunRow> table = new TableView<>();
    private final List<TableColumn<RunRow, RunInfo>> all = new ArrayList<>();
    private final InvalidationListener changed = change -> refreshMetrics();
    private final Tooltip pointed = new Tooltip();
    private boolean changing;
    private boolean architectures;

    RunTable(RunsViewModel model) {
        this.model = model;
        table.setId("runs-table");
        pointed.setWrapText(true);
        pointed.setMaxWidth(420);
        table.setAccessibleText(model.texts().get("runs.table"));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setItems(model.shown());
        model.shown().comparatorProperty().bind(table.comparatorProperty());
        RunColumn.ALL.forEach(column -> all.add(column(column)));
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<RunRow>) change -> select());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.commands().open();
            } else if (event.getCode() == KeyCode.DELETE) {
                model.commands().delete();
            } else {
                return;
            }
            event.consume();
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY && isInRow(event.getTarget())) {
                model.commands().open();
            }
        });
        table.widthProperty().addListener(change -> showColumns());
        model.columns().ids().addListener((InvalidationListener) change -> showColumns());
        model.revision().addListener(changed);
        showColumns();
        all.stream().filter(column -> column.getId().equals(RunColumn.CREATED)).forEach(column -> {
            column.setSortType(TableColumn.SortType.DESCENDING);
            table.getSortOrder().add(column);
        });
    }

    TableView<RunRow> table() {
        return table;
    }

    static boolean isInRow(Object target) {
        for (Node node = target instanceof Node hit ? hit : null; node != null; node = node.getParent()) {
            if (node instanceof TableRow<?> row) {
                return !row.isEmpty();
            }
        }
        return false;
    }

    private void select() {
        List<RunRow> now = table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .toList();
        if (!now.equals(model.selected())) {
            model.selected().setAll(now);
        }
    }

    /** The columns that the user has chosen, or as many as there is room for, the more important ones first. */
    private void showColumns() {
        if (changing) {
            return;
        }
        changing = true;
        List<TableColumn<RunRow, RunInfo>> wanted = new ArrayList<>();
        List<String> ids = model.columns().ids().isEmpty() ? RunColumn.fitting(table.getWidth() - SCROLL_BAR, model.hasArchitectures()) : model.columns().ids();
        all.stream().filter(column -> ids.contains(column.getId())).forEach(wanted::add);
        ids.stream().filter(id -> !RunColumn.isBuiltIn(id)).map(this::metric).forEach(wanted::add);
        if (!wanted.stream().map(TableColumn::getId).toList().equals(shownColumns())) {
            List<TableColumn<RunRow, ?>> order = List.copyOf(table.getSortOrder());
            table.getColumns().setAll(wanted);
            table.getSortOrder().setAll(order); // also by a column that is not there: the order stays
        }
        stretch();
        changing = false;
    }

    /** Names take what the other columns leave, so that there is no gap at the right. */
    private void stretch() {
        double rest = table.getWidth() - SCROLL_BAR;
        TableColumn<RunRow, RunInfo> names = null;
        for (TableColumn<RunRow, ?> column : table.getColumns()) {
            rest -= column.getId().equals(RunColumn.NAME) ? 0 : column.getWidth();
        }
        for (TableColumn<RunRow, RunInfo> column : all) {
            names = column.getId().equals(RunColumn.NAME) ? column : names;
        }
        if (names != null && rest > RunColumn.NAME_WIDTH) {
            names.setPrefWidth(Math.min(rest, RunColumn.NAME_WIDEST));
        }
    }

    /** Ids of the columns on the screen. */
    List<String> shownColumns() {
        return table.getColumns().stream().map(TableColumn::getId).toList();
    }

    private TableColumn<RunRow, RunInfo> column(RunColumn description) {
        TableColumn<RunRow, RunInfo> column = new TableColumn<>();
        column.setId(description.id());
        boolean own = RunColumn.isBuiltIn(description.id());
        String key = "runs.column." + description.id();
        head(
                column,
                own ? model.texts().get(key) : description.id(),
                own ? model.texts().get(key + ".tip") : model.texts().get("runs.column.metric.tip", description.id()));
        column.setPrefWidth(description.width());
        column.setCellValueFactory(cell -> cell.getValue().infoProperty());
        column.setComparator((a, b) -> description
                .order(column.getSortType() == TableColumn.SortType.DESCENDING)
                .compare(a, b));

        column.setCellFactory(ignored -> new Cell(description));
        if (description.number()) {
            column.getStyleClass().add("runs-number");
        }
        return column;
    }

    private TableColumn<RunRow, RunInfo> metric(String name) {
        return column(new RunColumn(
                name,
                (words, run) -> amount(name, run),
                (words, run) -> name,
                run -> model.columns().metric(name, run.id()),
                true,
                METRIC_WIDTH,
                2));
    }

    /** Cells of built-in columns follow their runs; numbers come by themselves when they are read. */
    private void refreshMetrics() {
        if (model.hasArchitectures() != architectures) {
            architectures = model.hasArchitectures();
            showColumns();
        }
        if (model.columns().ids().stream().anyMatch(id -> !RunColumn.isBuiltIn(id))) {
            table.refresh();
        }
    }

    private String amount(String name, RunInfo run) {
        Double amount = model.columns().metric(name, run.id());
        if (amount == null) {
            return Numbers.NONE;
        }
        double size = Math.abs(amount);
        return size >= 1e4 ? Numbers.quantity(amount) : size == Math.rint(size) ? Numbers.setting(amount) : Numbers.fixed(amount, 4);
    }

    private void head(TableColumn<RunRow, RunInfo> column, String text, String tip) {
        Label label = new Label(text);
        label.setTooltip(new Tooltip(tip));
        column.setText(text);
        column.setGraphic(label);
    }

    /** Says what a column says about a run. */
    private final class Cell extends TableCell<RunRow, RunInfo> {

        private final RunColumn column;
        private @Nullable Label status;
        private String tip = "";

        Cell(RunColumn column) {
            this.column = column;
            if (column.number()) {
                setAlignment(Pos.CENTER_RIGHT);
            }
            setOnMouseEntered(event -> point()); // there are hundreds of cells, and one is pointed at
        }

        private void point() {
            if (tip.isEmpty()) {
                setTooltip(null);
            } else {
                pointed.setText(tip);
                setTooltip(pointed);
            }
        }

        @Override
        protected void updateItem(RunInfo run, boolean empty) {
            super.updateItem(run, empty);
            if (empty || run == null) {
                setText(null);
                setGraphic(null);
                say("");
                return;
            }
            String text = column.text().apply(model.words(), run);
            if (column.id().equals(RunColumn.STATUS)) {
                if (status == null) {
                    status = new Label();
                    status.getStyleClass().addAll("bt-chip", "runs-status");
                }
                RunSigns.dress(status, run.status(), text);
                setGraphic(status);
            } else {
                setText(text);
            }
            say(column.tip().apply(model.words(), run));
        }

        private void say(String now) {
            tip = now;
            setAccessibleHelp(now.isEmpty() ? null : now);
            if (isHover()) {
                point();
            } else if (getTooltip() != null) {
                setTooltip(null);
            }
        }
    }

    void dispose() {
        model.revision().removeListener(changed);
        model.shown().comparatorProperty().unbind();
        model.shown().setComparator(null); // the table's own asks columns that are gone
    }
}
