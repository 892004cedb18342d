package org.bertrim.app.common.chart;

import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;

/** What the keyboard, the mouse and screen readers find over one mark. */
final class MarkRegion extends Region {

    private final SceneView view;
    private double centreX;
    private double centreY;

    MarkRegion(String id, SceneView view) {
        this.view = view;
        setId(id);
        setManaged(false);
        getStyleClass().add("bt-mark");
        if (view.tells()) {
            setOnMouseEntered(event -> view.pointAt(this, true));
            setOnMouseExited(event -> view.pointAt(this, false));
            focusedProperty().addListener((property, before, now) -> view.pointAt(this, now));
        } else {
            Tooltip.install(this, view.tooltip());
            setOnMouseEntered(event -> view.tooltip().setText(getAccessibleText()));
        }
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                view.press(this);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    void describe(String words, Rectangle2D bounds, boolean pressable) {
        setAccessibleText(words);
        setAccessibleRole(pressable ? AccessibleRole.BUTTON : AccessibleRole.NODE);
        setCursor(pressable ? Cursor.HAND : null);
        centreX = bounds.getMinX() + bounds.getWidth() / 2;
        centreY = bounds.getMinY() + bounds.getHeight() / 2;
        resizeRelocate(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
    }

    double centreX() {
        return centreX;
    }

    double centreY() {
        return centreY;
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> view.move(this, -1, 0);
            case RIGHT -> view.move(this, 1, 0);
            case UP -> view.move(this, 0, -1);
            case DOWN -> view.move(this, 0, 1);
            case ENTER, SPACE -> view.press(this);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
