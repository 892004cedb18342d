package org.bertrim.app.shell;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A panel over the window: command search, keys, questions. Escape or a click beside it closes it, the keyboard stays within it, and
 * the control that had the focus gets it back. It lies in the window itself, so it takes the window's look and size.
 */
final class Overlay extends StackPane {

    private final ChangeListener<@Nullable Node> keeper = (property, old, now) -> keepFocus(now);
    private @Nullable Node panel;
    private @Nullable Node first;
    private @Nullable Node before;

    Overlay() {
        getStyleClass().add("bt-overlay");
        setVisible(false);
        setManaged(false);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget() == this) {
                hide();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
                event.consume();
            }
        });
    }

    /**
     * Shows a panel in place of any other.
     *
     * @param focus the control in it that takes the keyboard
     */
    void show(Region shown, Node focus, Pos where) {
        if (panel == null) {
            before = getScene().getFocusOwner();
            getScene().focusOwnerProperty().addListener(keeper);
        }
        panel = shown;
        first = focus;
        shown.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(shown, where);
        getChildren().setAll(shown);
        setVisible(true);
        setManaged(true);
        focus.requestFocus();
    }

    boolean showing() {
        return panel != null;
    }

    void hide() {
        if (panel == null) {
            return;
        }
        getScene().focusOwnerProperty().removeListener(keeper);
        panel = null;
        first = null;
        getChildren().clear();
        setVisible(false);
        setManaged(false);
        if (before != null) {
            before.requestFocus();
            before = null;
        }
    }

    private void keepFocus(@Nullable Node owner) {
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node == this) {
                return;
            }
        }
        if (first != null) {
            first.requestFocus();
        }
    }
}
