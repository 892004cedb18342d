package org.bertrim.app.shell;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The narrow rail at the left: the six places, and language, help and settings at its foot. */
final class Rail extends VBox {

    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

    private final Map<PlaceId, Button> buttons = new EnumMap<>(PlaceId.class);
    private final List<Button> order;

    Rail(Texts texts, Consumer<PlaceId> open, Runnable language, Runnable help) {
        getStyleClass().add("bt-rail");
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setAccessibleText(texts.get("shell.rail"));
        Pane mark = new Pane();
        mark.getStyleClass().add("bt-mark");
        for (int bar = 1; bar <= 4; bar++) {
            Region layer = new Region();
            layer.getStyleClass().addAll("bt-mark-bar", "bt-mark-bar-" + bar);
            mark.getChildren().add(layer);
        }
        getChildren().add(mark);
        for (PlaceId id : PlaceId.values()) {
            if (id != PlaceId.SETTINGS) {
                Button button = place(id, texts, open);
                button.setGraphic(new FontIcon(icon(id)));
                button.setContentDisplay(ContentDisplay.TOP);
                getChildren().add(button);
            }
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Button speech = foot("rail-language", texts.get("shell.rail.language"), texts.get("shell.rail.language.tip"));
        speech.setOnAction(event -> language.run());
        Button keys = foot("rail-help", texts.get("shell.rail.help"), texts.get("shell.rail.help.tip"));
        keys.setOnAction(event -> help.run());
        Button settings = place(PlaceId.SETTINGS, texts, open);
        settings.getStyleClass().add("bt-rail-foot");
        getChildren().addAll(space, speech, keys, settings);
        order = getChildren().stream().filter(Button.class::isInstance).map(Button.class::cast).toList();
        addEventHandler(KeyEvent.KEY_PRESSED, this::arrow);
    }

    /** Marks the place that is on the screen. */
    void here(PlaceId place) {
        buttons.forEach((id, button) -> button.pseudoClassStateChanged(HERE, id == place));
    }

    private Button place(PlaceId id, Texts texts, Consumer<PlaceId> open) {
        String key = "shell.place." + id.name().toLowerCase(Locale.ROOT);
        Button button = button("rail-" + id.name().toLowerCase(Locale.ROOT), texts.get(key), texts.get(key + ".tip"));
        button.setOnAction(event -> open.accept(id));
        buttons.put(id, button);
        return button;
    }

    private static Button foot(String id, String text, String tip) {
        Button button = button(id, text, tip);
        button.getStyleClass().add("bt-rail-foot");
        return button;
    }

    private static Button button(String id, String text, String tip) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().setAll("bt-rail-item");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER);
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(text + ". " + tip);
        return button;
    }

    private void arrow(KeyEvent event) {
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        int at = order.indexOf(event.getTarget());
        if (step != 0 && at >= 0) {
            order.get(Math.floorMod(at + step, order.size())).requestFocus();
            event.consume();
        }
    }

    static Feather icon(PlaceId id) {
        return switch (id) {
            case RUNS -> Feather.LIST;
            case DESIGN -> Feather.EDIT_3;
            case LIVE -> Feather.ACTIVITY;
            case EXPLORE -> Feather.SLIDERS;
            case COMPARE -> Feather.BAR_CHART_2;
            case STUDIO -> Feather.MONITOR;
            case SETTINGS -> Feather.SETTINGS;
        };
    }
}
