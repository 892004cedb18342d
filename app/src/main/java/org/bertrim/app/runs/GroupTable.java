package org.bertrim.app.runs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.store.RunRow;
import org.jspecify.annotations.Nullable;

/** The table of groups, in the place of the table of runs; choosing a group chooses all its runs, opening it shows them. */
final class GroupTable {

    private static final double NAME_WIDTH = 220;
    private static final double WIDTH = 80;
    private static final double STATUS_WIDTH = 190;

    private final RunsViewModel model;
    private final TableView<RunGroup> table = new TableView<>();
    private final SortedList<RunGroup> sorted;
    private final ListChangeListener<RunGroup> kept = change -> keepSelection();
    private List<String> chosen = List.of();

    GroupTable(RunsViewModel model) {
        this.model = model;
        this.sorted = new SortedList<>(model.groups().groups());
        table.setId("runs-groups");
        table.setAccessibleText(model.texts().get("runs.groups"));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setItems(sorted);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        column("name", NAME_WIDTH, false, group -> group.name().toLowerCase(Locale.ROOT), RunGroup::name);
        column("runs", WIDTH - 16, true, group -> group.rows().size(), group -> Integer.toString(group.rows().size()));
        column("mean", WIDTH + 24, true, RunGroup::mean, GroupTable::mean);
        column("highest", WIDTH, true, RunGroup::highest, group -> RunWords.score(group.highest()));
        column("time", WIDTH, true, RunGroup::seconds, this::time);
        column("statuses", STATUS_WIDTH, false, group -> statuses(group), this::statuses);
        TableColumn<RunGroup, RunGroup> latest =
                column("latest", WIDTH + 24, false, RunGroup::latest, group -> model.words().brief(group.latest()));
        latest.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().add(latest);
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<RunGroup>) change -> select());
        model.groups().groups().addListener(kept);
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
            } else if (event.getCode() == KeyCode.DELETE) {
                model.commands().delete();
            } else {
                return;
            }
            event.consume();
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2
                    && event.getButton() == MouseButton.PRIMARY
                    && RunTable.isInRow(event.getTarget())) {
                open();
            }
        });
    }

    TableView<RunGroup> table() {
        return table;
    }

    private void open() {
        RunGroup group = table.getSelectionModel().getSelectedItem();
        if (group != null) {
            model.openGroup(group);
        }
    }

    private void select() {
        List<RunGroup> groups = table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .toList();
        List<RunRow> now = groups.stream().flatMap(group -> group.rows().stream()).toList();
        if (!groups.isEmpty()) {
            chosen = groups.stream().map(RunGroup::value).toList();
        }
        if (model.groups().areShown() && !now.equals(model.selected())) {
            model.selected().setAll(now);
        }
    }

    /** Groups are made anew when one of their runs changes; the same ones stay chosen. */
    private void keepSelection() {
        if (!table.getSelectionModel().isEmpty() || chosen.isEmpty()) {
            return;
        }
        for (int i = 0; i < sorted.size(); i++) {
            if (chosen.contains(sorted.get(i).value())) {
                table.getSelectionModel().select(i);
            }
        }
    }

    private static String mean(RunGroup group) {
        Double mean = group.mean();
        Double deviation = group.deviation();
        return deviation == null
                ? RunWords.score(mean)
                : RunWords.score(mean) + " ± " + Numbers.fixed(100 * deviation, 1);
    }

    private String time(RunGroup group) {
        return group.seconds() > 0 ? Numbers.duration(model.texts(), group.seconds()) : Numbers.NONE;
    }

    private String statuses(RunGroup group) {
        return group.statuses().entrySet().stream()
                .map(each -> each.getValue() + " "
                        + model.texts().get("store.status." + each.getKey().key()))
                .collect(Collectors.joining(" · "));
    }

    private TableColumn<RunGroup, RunGroup> column(
            String id,
            double width,
            boolean number,
            Function<RunGroup, ? extends @Nullable Comparable<?>> value,
            Function<RunGroup, String> text) {
        TableColumn<RunGroup, RunGroup> column = new TableColumn<>(model.texts().get("runs.group." + id));
        column.setId(id);
        Label head = new Label(column.getText());
        head.setTooltip(new Tooltip(model.texts().get("runs.group." + id + ".tip")));
        column.setGraphic(head);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setComparator((a, b) -> order(value, column.getSortType() == TableColumn.SortType.DESCENDING).compare(a, b));
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(RunGroup group, boolean empty) {
                super.updateItem(group, empty);
                setText(empty || group == null ? null : text.apply(group));
                setAlignment(number ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
            }
        });
        if (number) {
            column.getStyleClass().add("runs-number");
        }
        table.getColumns().add(column);
        return column;
    }

    /** A group without a value comes last whichever way it is sorted. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Comparator<RunGroup> order(
            Function<RunGroup, ? extends @Nullable Comparable<?>> value, boolean descending) {
        Comparator values = descending
                ? Comparator.nullsFirst(Comparator.naturalOrder())
                : Comparator.nullsLast(Comparator.naturalOrder());
        return (a, b) -> values.compare(value.apply(a), value.apply(b));
    }

    void dispose() {
        model.groups().groups().removeListener(kept);
        sorted.comparatorProperty().unbind();
    }
}
