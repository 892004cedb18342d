package org.bertrim.app.runs;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.bertrim.app.common.Texts;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The menu that chooses the columns of the table. */
final class ColumnMenu {

    private final MenuButton columns;
    private final RunsViewModel model;
    private final RunTable table;

    private ColumnMenu(MenuButton columns, RunsViewModel model, RunTable table) {
        this.columns = columns;
        this.model = model;
        this.table = table;
    }

    /** Makes a button the menu of a table's columns. */
    static void fill(MenuButton columns, RunsViewModel model, RunTable table) {
        ColumnMenu menu = new ColumnMenu(columns, model, table);
        columns.setGraphic(new FontIcon(Feather.COLUMNS));
        columns.setTooltip(new Tooltip(model.texts().get("runs.columns.tip")));
        columns.setOnShowing(event -> menu.fill());
        menu.fill();
    }

    private void fill() {
        Texts texts = model.texts();
        List<String> shown = table.shownColumns();
        List<MenuItem> items = new ArrayList<>();
        for (RunColumn column : RunColumn.ALL) {
            items.add(check(column.id(), texts.get("runs.column." + column.id()), shown.contains(column.id())));
        }
        items.add(new SeparatorMenuItem());
        model.columns().ids().stream()
                .filter(id -> !RunColumn.isBuiltIn(id))
                .map(id -> check(id, id, true))
                .forEach(items::add);
        MenuItem more = new MenuItem(texts.get("runs.columns.more"));
        more.setOnAction(event -> new MetricChooser(model, table.shownColumns()).show(columns));
        MenuItem usual = new MenuItem(texts.get("runs.columns.usual"));
        usual.setOnAction(event -> model.columns().choose(List.of()));
        items.add(more);
        items.add(usual);
        columns.getItems().setAll(items);
    }

    private CustomMenuItem check(String id, String text, boolean selected) {
        CheckBox box = new CheckBox(text);
        box.setSelected(selected);
        box.setOnAction(event -> {
            List<String> now = new ArrayList<>(table.shownColumns());
            if (box.isSelected()) {
                now.add(id);
            } else if (now.size() > 1) {
                now.remove(id);
            }
            model.columns().choose(now);
        });
        return new CustomMenuItem(box, false);
    }
}
