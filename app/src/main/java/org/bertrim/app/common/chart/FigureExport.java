package org.bertrim.app.common.chart;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.bertrim.app.common.AppContext;

/** The way of a figure out of the window: print width, formats and folder are chosen, files are written in the background. */
public final class FigureExport {

    private FigureExport() {}

    /** Asks where and how, and writes. */
    public static void open(Node owner, AppContext context, FigureSource source, String stem) {
        // the dialog follows
    }

    /** A quiet button for the head of a card that opens the export. */
    public static Button button(AppContext context, FigureSource source, String stem) {
        Button button = new Button(context.texts().get("chart.export"));
        button.getStyleClass().add("bt-quiet");
        button.setTooltip(new Tooltip(context.texts().get("chart.export.tip")));
        button.setOnAction(event -> open(button, context, source, stem));
        return button;
    }
}
