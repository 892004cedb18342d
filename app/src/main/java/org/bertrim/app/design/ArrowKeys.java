package org.bertrim.app.design;

import java.util.List;
import java.util.function.Predicate;
import javafx.scene.Parent;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;

/**
 * Lets arrow keys walk along buttons of which one is chosen, choosing each. A toggle group by itself only shows another one as chosen and
 * tells nobody.
 */
final class ArrowKeys {

    private ArrowKeys() {}

    /**
     * Walks along the buttons of a row.
     *
     * @param choosable leaves out those that open something
     */
    static void along(Parent row, Predicate<? super ToggleButton> choosable) {
        row.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            int step = step(event);
            if (step == 0 || !(event.getTarget() instanceof ToggleButton focused)) {
                return;
            }
            List<ToggleButton> buttons = row.getChildrenUnmodifiable().stream()
                    .filter(ToggleButton.class::isInstance)
                    .map(ToggleButton.class::cast)
                    .filter(button -> button == focused || choosable.test(button) && !button.isDisabled())
                    .toList();
            int here = buttons.indexOf(focused);
            if (here >= 0) {
                event.consume();
                ToggleButton next = buttons.get(Math.floorMod(here + step, buttons.size()));
                if (next != focused) {
                    next.requestFocus();
                    next.fire();
                }
            }
        });
    }

    private static int step(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
            return 0;
        }
        return switch (event.getCode()) {
            case LEFT, UP -> -1;
            case RIGHT, DOWN -> 1;
            default -> 0;
        };
    }
}
