package org.bertrim.app.runs;

import java.util.Locale;
import javafx.scene.control.Label;
import org.bertrim.app.common.Tone;
import org.bertrim.app.store.RunStatus;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The sign that stands beside a run's status, and the style of a tone. */
final class RunSigns {

    private RunSigns() {}

    static Feather of(RunStatus status) {
        return switch (status) {
            case QUEUED -> Feather.CLOCK;
            case STARTING, RUNNING -> Feather.PLAY;
            case PAUSING, PAUSED -> Feather.PAUSE;
            case STOPPING, STOPPED -> Feather.SQUARE;
            case FAILED -> Feather.X;
            case INTERRUPTED -> Feather.ZAP_OFF;
            case FINISHED -> Feather.CHECK;
            case DAMAGED -> Feather.ALERT_TRIANGLE;
        };
    }

    static String style(Tone tone) {
        return "bt-" + tone.name().toLowerCase(Locale.ROOT);
    }

    /** Makes a label say a status, with sign and colour. */
    static void dress(Label label, RunStatus status, String text) {
        label.setText(text);
        if (label.getGraphic() instanceof FontIcon icon) {
            icon.setIconCode(of(status));
        } else {
            label.setGraphic(new FontIcon(of(status)));
        }
        tone(label, status.tone());
    }

    static void tone(Label label, Tone tone) {
        for (Tone each : Tone.values()) {
            label.getStyleClass().remove(style(each));
        }
        label.getStyleClass().add(style(tone));
    }
}
