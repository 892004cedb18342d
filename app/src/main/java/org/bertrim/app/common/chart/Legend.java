package org.bertrim.app.common.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.shape.Line;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.Token;

/** The names of the curves with their colours; each shows and hides its curve. */
final class Legend {

    private static final double LENGTH = 16;

    private final FlowPane pane;
    private final Texts texts;
    private final BiConsumer<String, Boolean> toggled;
    private List<List<Object>> shown = List.of();

    Legend(FlowPane pane, Texts texts, BiConsumer<String, Boolean> toggled) {
        this.pane = pane;
        this.texts = texts;
        this.toggled = toggled;
    }

    /** Shows an entry for each curve that is not raw; nothing changes where the names have not. */
    void show(List<Curve> curves, CurveModel model) {
        List<List<Object>> wanted = new ArrayList<>();
        for (Curve curve : curves) {
            if (curve.role() != Role.RAW) {
                wanted.add(List.of(curve.id(), curve.name(), curve.role()));
            }
        }
        if (wanted.equals(shown)) {
            return;
        }
        shown = wanted;
        pane.getChildren().clear();
        for (Curve curve : curves) {
            if (curve.role() != Role.RAW) {
                pane.getChildren().add(entry(curve, model));
            }
        }
    }

    private ToggleButton entry(Curve curve, CurveModel model) {
        String name = switch (curve.role()) {
            case ESTIMATED -> "≈ " + curve.name() + ", " + texts.get("chart.words.estimated");
            case PUBLISHED -> curve.name() + ", " + texts.get("chart.words.published");
            default -> curve.name();
        };
        Line swatch = new Line(0, 0, LENGTH, 0);
        Token token = curve.role() == Role.TEACHER ? Token.GOOD : Token.series(model.colour(curve.id()));
        String colour = token.name().toLowerCase(Locale.ROOT).replace('_', '-');
        boolean dashed = curve.role() == Role.ESTIMATED || curve.role() == Role.TEACHER;
        swatch.setStyle("-fx-stroke: -bt-" + colour + "; -fx-stroke-width: 2.5;"
                + (dashed ? " -fx-stroke-dash-array: 4 3;" : ""));
        ToggleButton entry = new ToggleButton(name, swatch);
        entry.setSelected(model.shown(curve.id()));
        entry.setAccessibleText(texts.get("chart.legend.toggle", curve.name()));
        entry.setTooltip(new Tooltip(texts.get("chart.legend.toggle", curve.name())));
        swatch.opacityProperty().bind(javafx.beans.binding.Bindings.when(entry.selectedProperty()).then(1.0).otherwise(0.3));
        entry.selectedProperty().addListener((property, was, is) -> toggled.accept(curve.id(), is));
        return entry;
    }
}
