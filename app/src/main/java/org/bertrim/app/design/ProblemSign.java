package org.bertrim.app.design;

import javafx.geometry.Insets;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.controlsfx.control.decoration.Decorator;
import org.controlsfx.validation.Severity;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.decoration.GraphicValidationDecoration;

/** What is wrong with a field: words below it, and a sign on its control. */
final class ProblemSign {

    private static final GraphicValidationDecoration DECORATION = new GraphicValidationDecoration();

    private final Control decorated;
    private final Label problem = new Label();

    /**
     * The sign of a control.
     *
     * @param indent of the words, in pixels
     */
    ProblemSign(Control decorated, double indent) {
        this.decorated = decorated;
        problem.getStyleClass().add("bt-problem");
        problem.setWrapText(true);
        problem.setPadding(new Insets(1, 0, 0, indent));
        problem.setMinHeight(Region.USE_PREF_SIZE);
    }

    Label label() {
        return problem;
    }

    /** Says this; nothing where it is empty. */
    void show(String words) {
        problem.setText(words);
        problem.setVisible(!words.isEmpty());
        problem.setManaged(!words.isEmpty());
        DECORATION.removeDecorations(decorated);
        decorated.getStyleClass().remove("design-wrong");
        if (!words.isEmpty()) {
            decorated.getStyleClass().add("design-wrong");
            DECORATION.applyValidationDecoration(new Problem(decorated, words));
        } else {
            Decorator.removeAllDecorations(decorated);
        }
    }

    private record Problem(Control target, String words) implements ValidationMessage {
        @Override
        public String getText() {
            return words;
        }

        @Override
        public Severity getSeverity() {
            return Severity.ERROR;
        }

        @Override
        public Control getTarget() {
            return target;
        }
    }
}
