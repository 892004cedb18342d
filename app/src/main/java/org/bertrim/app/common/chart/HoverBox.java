package org.bertrim.app.common.chart;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Tone;
import org.bertrim.engine.figure.Weight;

/**
 * What is read at one place of a chart.
 *
 * @param x pixel of the upright line; NaN for none
 * @param head e.g. {@code step 472}
 * @param rows a line for each curve
 */
record HoverBox(double x, double y, String head, List<Row> rows) {

    private static final double SIZE = 12;
    private static final double LINE = 18;
    private static final double PAD = 9;

    /** One value; {@code y} is its pixel, NaN where there is none. */
    record Row(String name, String value, Tone tone, double y, double x) {}

    /** Everything in one sentence, for screen readers. */
    String words() {
        StringBuilder words = new StringBuilder(head);
        rows.forEach(row -> words.append(words.length() == 0 ? "" : "; ").append(row.name()).append(" ").append(row.value()));
        return words.toString();
    }

    void paint(GraphicsContext g, FigureTheme theme, FxLetters letters, Frame frame) {
        if (!Double.isNaN(x)) {
            g.setStroke(theme.colour(Token.FAINT));
            g.setLineWidth(1);
            g.setLineDashes();
            double line = Math.floor(x) + 0.5;
            g.strokeLine(line, frame.area().getY(), line, frame.area().getMaxY());
        }
        for (Row row : rows) {
            if (row.y() >= frame.area().getY() - 1 && row.y() <= frame.area().getMaxY() + 1) {
                g.setFill(theme.colour(Token.GROUND));
                g.fillOval(row.x() - 5, row.y() - 5, 10, 10);
                g.setFill(theme.colour(row.tone()));
                g.fillOval(row.x() - 3.5, row.y() - 3.5, 7, 7);
            }
        }
        double names = rows.stream()
                .mapToDouble(r -> letters.width(r.name(), SIZE, Weight.REGULAR))
                .max()
                .orElse(0);
        double values = rows.stream()
                .mapToDouble(r -> letters.width(r.value(), SIZE, Weight.SEMI_BOLD))
                .max()
                .orElse(0);
        double width = Math.max(
                letters.width(head, SIZE, Weight.SEMI_BOLD), 14 + names + 14 + values) + 2 * PAD;
        double height = (rows.size() + (head.isEmpty() ? 0 : 1)) * LINE + 2 * PAD - 4;
        double left = (Double.isNaN(x) ? rows.get(0).x() : x) + 12;
        if (left + width > frame.area().getMaxX()) {
            left = Math.max(2, left - 24 - width);
        }
        double top = Math.max(2, Math.min(y - height / 2, frame.area().getMaxY() - height));
        box(g, theme, left, top, width, height);
        double base = top + PAD + 11;
        if (!head.isEmpty()) {
            letters.fill(
                    g, head, left + PAD, base, Mark.Anchor.START, SIZE, Weight.SEMI_BOLD, theme.colour(Token.INK));
            base += LINE;
        }
        for (Row row : rows) {
            g.setFill(theme.colour(row.tone()));
            g.fillRoundRect(left + PAD, base - 5.5, 9, 3, 2, 2);
            Color muted = theme.colour(Token.MUTED);
            letters.fill(g, row.name(), left + PAD + 14, base, Mark.Anchor.START, SIZE, Weight.REGULAR, muted);
            double end = left + width - PAD;
            letters.fill(g, row.value(), end, base, Mark.Anchor.END, SIZE, Weight.SEMI_BOLD, theme.colour(Token.INK));
            base += LINE;
        }
    }

    private static void box(GraphicsContext g, FigureTheme theme, double x, double y, double width, double height) {
        g.setFill(theme.colour(Token.GROUND));
        g.fillRoundRect(x, y, width, height, 12, 12);
        g.setStroke(theme.colour(Token.LINE));
        g.setLineWidth(1);
        g.setLineDashes();
        g.strokeRoundRect(Math.floor(x) + 0.5, Math.floor(y) + 0.5, Math.floor(width), Math.floor(height), 12, 12);
    }
}
