package org.bertrim.app.journey;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.bertrim.app.shell.OpenWindow;
import org.bertrim.app.support.Screens;

/** Finds what a window says but does not show in full, and what looks like the key of a text. */
final class CutTexts {

    private static final String TOOLTIP = "javafx.scene.control.Tooltip"; // where the toolkit keeps what was installed
    private static final String KEY = "[a-z]+(\\.[a-z-]+){2,}";

    private CutTexts() {}

    /** Texts that are cut and that no tooltip says in full. */
    static List<String> in(OpenWindow window) {
        Screens.settle();
        List<Node> labels = window.visible(node -> node instanceof Labeled labeled && cut(labeled) && !told(labeled));
        return Screens.call(() -> labels.stream()
                .map(node -> node.getStyleClass() + ": " + ((Labeled) node).getText() + " | shown: " + shown((Labeled) node))
                .toList());
    }

    /** Texts that are keys. */
    static List<String> keys(OpenWindow window) {
        return window.visible(node -> node instanceof Labeled labeled
                        && labeled.getText() != null
                        && labeled.getText().matches(KEY))
                .stream()
                .map(node -> ((Labeled) node).getText())
                .toList();
    }

    private static boolean cut(Labeled labeled) {
        String text = labeled.getText();
        return text != null && !text.isBlank() && labeled.getWidth() > 0 && !shown(labeled).equals(text) && hasText(labeled);
    }

    private static boolean hasText(Labeled labeled) {
        return words(labeled).findAny().isPresent();
    }

    private static String shown(Labeled labeled) {
        return words(labeled).map(Text::getText).findFirst().orElse("");
    }

    /** The text of a label as it is drawn; an icon beside it is a text too, but not its. */
    private static Stream<Text> words(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream()
                .filter(child -> child instanceof Text && child != labeled.getGraphic())
                .map(Text.class::cast);
    }

    private static boolean told(Labeled labeled) {
        int steps = 0;
        for (Node node = labeled; node != null && steps < 4; node = node.getParent()) {
            Tooltip tooltip = node instanceof Control control ? control.getTooltip() : null;
            tooltip = tooltip == null && node.getProperties().get(TOOLTIP) instanceof Tooltip other ? other : tooltip;
            if (tooltip != null && tooltip.getText() != null && tooltip.getText().contains(labeled.getText())) {
                return true;
            }
            // table cells share one tooltip, which says this when the mouse comes
            if (node instanceof TableCell<?, ?> && node.getAccessibleHelp() != null
                    && node.getAccessibleHelp().contains(labeled.getText())) {
                return true;
            }
            steps++;
        }
        return false;
    }
}
