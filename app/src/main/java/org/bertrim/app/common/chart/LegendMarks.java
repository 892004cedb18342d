package org.bertrim.app.common.chart;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Tone;

/** The shapes and colours of series of points, and the signs that are not filled. */
final class LegendMarks {

    private static final double BOX = 14;
    private static final double SIZE = 9;
    private static final int NO_SERIES = -1;

    private final FlowPane pane;
    private final Texts texts;
    private Set<List<Object>> shown = Set.of();

    LegendMarks(FlowPane pane, Texts texts) {
        this.pane = pane;
        this.texts = texts;
        pane.setHgap(14);
        pane.setVgap(2);
    }

    void show(List<PointMark> points, Map<String, Integer> colours) {
        Set<List<Object>> wanted = new LinkedHashSet<>();
        List<String> series = points.stream().map(PointMark::series).filter(s -> !s.isEmpty()).distinct().toList();
        if (series.size() > 1) {
            series.forEach(name -> wanted.add(List.of(name, Role.SERIES, colours.getOrDefault(name, 0))));
        }
        for (Role role : List.of(Role.SERIES, Role.ESTIMATED, Role.PUBLISHED)) {
            boolean others = points.stream().anyMatch(p -> p.role() != Role.SERIES);
            if (others && points.stream().anyMatch(p -> p.role() == role)) {
                String word = role == Role.SERIES ? "measured" : role.name().toLowerCase(Locale.ROOT);
                wanted.add(List.of(texts.get("chart.sign." + word), role, NO_SERIES));
            }
        }
        if (wanted.equals(shown)) {
            return;
        }
        shown = wanted;
        List<Label> labels = new ArrayList<>();
        for (List<Object> entry : wanted) {
            Label label = new Label((String) entry.get(0), new Swatch((Role) entry.get(1), (Integer) entry.get(2)));
            label.getStyleClass().add("bt-remark");
            labels.add(label);
        }
        pane.getChildren().setAll(labels);
    }

    /** One marker in the theme's colours. */
    private static final class Swatch extends Drawing {

        private final Role role;
        private final int series;

        Swatch(Role role, int series) {
            this.role = role;
            this.series = series;
            setMinSize(BOX, BOX);
            setMaxSize(BOX, BOX);
        }

        @Override
        void draw(GraphicsContext g, double width, double height) {
            new MarkPainter(g, theme(), letters())
                    .paint(new Mark.Marker(
                            "swatch",
                            ScatterChart.shape(Math.max(0, series)),
                            width / 2,
                            height / 2,
                            SIZE,
                            Tone.of(series == NO_SERIES ? Token.MUTED : Token.series(series)),
                            role == Role.SERIES,
                            role == Role.ESTIMATED,
                            null,
                            ""));
        }
    }
}
