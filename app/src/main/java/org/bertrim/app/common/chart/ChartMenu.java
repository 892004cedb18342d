package org.bertrim.app.common.chart;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.bertrim.app.common.Texts;
import org.jspecify.annotations.Nullable;

/** The context menu of a figure and its keys. */
final class ChartMenu {

    private static final KeyCombination EXPORT = new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final Object KEY = ChartMenu.class;

    private ChartMenu() {}

    /** What the menu offers; null for what it does not. */
    record Actions(@Nullable Runnable export, @Nullable Runnable copy, @Nullable Runnable reset) {}

    /** Gives a figure its menu, in place of the one it had. */
    static void install(Node figure, Texts texts, Actions actions) {
        boolean first = figure.getProperties().put(KEY, actions) == null;
        if (!first) {
            return;
        }
        ContextMenu menu = new ContextMenu();
        figure.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            menu.getItems().clear();
            Actions now = (Actions) figure.getProperties().get(KEY);
            add(menu, texts.get("chart.export"), EXPORT, now.export());
            add(menu, texts.get("chart.copy"), COPY, now.copy());
            add(menu, texts.get("chart.reset"), new KeyCodeCombination(KeyCode.DIGIT0), now.reset());
            menu.show(figure, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        figure.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            Actions now = (Actions) figure.getProperties().get(KEY);
            Runnable action = EXPORT.match(event) ? now.export() : COPY.match(event) ? now.copy() : null;
            if (action != null) {
                action.run();
                event.consume();
            }
        });
    }

    private static void add(ContextMenu menu, String name, KeyCombination key, @Nullable Runnable action) {
        if (action != null) {
            MenuItem item = new MenuItem(name);
            item.setAccelerator(key);
            item.setOnAction(event -> action.run());
            menu.getItems().add(item);
        }
    }
}
