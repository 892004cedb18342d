package org.bertrim.engine.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Paints a scene as a TikZ picture, to be read into a paper with {@code \input}: the same marks at the same places as in the other
 * formats, one command each behind a comment with its id, text in the paper's own sans letters. It needs the package {@code tikz}
 * and UTF-8 input, the default of LaTeX.
 */
final class TikzWriter {

    private static final int PRECISION = 2;
    private static final double LEADING = 1.2;
    private static final Map<Character, String> SYMBOLS = Map.of(
            '−', "$-$",
            '×', "$\\times$",
            '±', "$\\pm$",
            '≈', "$\\approx$",
            '·', "$\\cdot$",
            '–', "--",
            '’', "'",
            '…', "\\dots{}");

    private final PaperTheme theme;
    private final Map<Integer, String> colours = new LinkedHashMap<>();
    private final StringBuilder body = new StringBuilder();

    private TikzWriter(PaperTheme theme) {
        this.theme = theme;
    }

    /** The file's bytes, UTF-8. */
    static byte[] write(Scene scene, Provenance provenance, PaperTheme theme) {
        return new TikzWriter(theme).paint(scene, provenance).getBytes(StandardCharsets.UTF_8);
    }

    private String paint(Scene scene, Provenance provenance) {
        scene.marks().forEach(this::mark);
        StringBuilder out = new StringBuilder();
        line(out, "% " + LatexTable.comment(provenance.title()));
        line(out, "% Software: " + Provenance.SOFTWARE);
        line(out, "% Run: " + LatexTable.comment(provenance.runId()));
        line(out, "% Experiment: " + LatexTable.comment(provenance.settings()));
        line(out, "% Needs \\usepackage{tikz}; print width " + number(scene.width()) + " bp.");
        colours.forEach((rgb, name) ->
                line(out, "\\definecolor{" + name + "}{HTML}{" + String.format(Locale.ROOT, "%06X", rgb) + "}"));
        line(out, "\\begin{tikzpicture}[x=1bp, y=-1bp, inner sep=0pt, outer sep=0pt]");
        line(out, "  \\useasboundingbox (0,0) rectangle " + place(scene.width(), scene.height()) + ";");
        out.append(body);
        line(out, "\\end{tikzpicture}");
        return out.toString();
    }

    private void mark(Mark mark) {
        line(body, "  % " + LatexTable.comment(mark.id()));
        if (mark instanceof Mark.Box box) {
            box(box);
        } else if (mark instanceof Mark.Line l) {
            draw(options(l.pen()), place(l.x1(), l.y1()) + " -- " + place(l.x2(), l.y2()));
        } else if (mark instanceof Mark.Polyline polyline) {
            String points = polyline.points().stream().map(TikzWriter::place).collect(Collectors.joining(" -- "));
            draw(options(polyline.pen()) + ", line join=round", points);
        } else if (mark instanceof Mark.Curve curve) {
            draw(
                    options(curve.pen()),
                    place(curve.from()) + " .. controls " + place(curve.pull()) + " and " + place(curve.push()) + " .. "
                            + place(curve.to()));
        } else if (mark instanceof Mark.Marker marker) {
            marker(marker);
        } else if (mark instanceof Mark.Text text) {
            text(text);
        }
    }

    private void box(Mark.Box box) {
        String paint = paint(box.fill(), box.outline());
        boolean round = box.width() == box.height() && 2 * box.radius() >= box.width();
        if (round) {
            double radius = box.width() / 2;
            path(paint, place(box.x() + radius, box.y() + radius) + " circle[radius=" + number(radius) + "bp]");
        } else {
            String corners = box.radius() > 0 ? ", rounded corners=" + number(box.radius()) + "bp" : "";
            path(
                    paint + corners,
                    place(box.x(), box.y()) + " rectangle " + place(box.x() + box.width(), box.y() + box.height()));
        }
    }

    private void marker(Mark.Marker marker) {
        Tone fill = marker.filled() ? marker.tone() : Tone.of(Token.GROUND);
        Pen outline = marker.filled()
                ? null
                : marker.dashed() ? ScenePainter.dashes(marker) : new Pen(marker.tone(), 1, List.of());
        String paint = paint(fill, outline);
        if (marker.shape() == Mark.Shape.CIRCLE) {
            path(paint, place(marker.x(), marker.y()) + " circle[radius=" + number(marker.size() / 2) + "bp]");
        } else {
            List<Mark.Point> corners = ScenePainter.corners(marker);
            path(paint, corners.stream().map(TikzWriter::place).collect(Collectors.joining(" -- ")) + " -- cycle");
        }
    }

    private void text(Mark.Text text) {
        String anchor =
                switch (text.anchor()) {
                    case START -> "base west";
                    case MIDDLE -> "base";
                    case END -> "base east";
                };
        String weight = text.weight() == Weight.SEMI_BOLD ? "\\bfseries" : "";
        String rotation = text.rotation() == 0 ? "" : ", rotate=" + number(-text.rotation());
        line(
                body,
                "  \\node[anchor=" + anchor + ", text=" + colour(text.tone()) + rotation + ", font=\\sffamily" + weight
                        + "\\fontsize{" + number(text.size()) + "bp}{" + number(text.size() * LEADING)
                        + "bp}\\selectfont] at " + place(text.x(), text.y()) + " {" + letters(text.text()) + "};");
    }

    private void draw(String options, String path) {
        line(body, "  \\draw[" + options + "] " + path + ";");
    }

    private void path(String options, String path) {
        line(body, "  \\path[" + options + "] " + path + ";");
    }

    private String paint(@Nullable Tone fill, @Nullable Pen outline) {
        String filled = fill == null ? "" : "fill=" + colour(fill);
        if (outline == null) {
            return filled;
        }
        String drawn = "draw=" + options(outline);
        return filled.isEmpty() ? drawn : filled + ", " + drawn;
    }

    private String options(Pen pen) {
        StringBuilder dash = new StringBuilder();
        for (int i = 0; i < pen.dash().size(); i++) {
            dash.append(i == 0 ? ", dash pattern=" : " ")
                    .append(i % 2 == 0 ? "on " : "off ")
                    .append(number(pen.dash().get(i)))
                    .append("bp");
        }
        return colour(pen.tone()) + ", line width=" + number(pen.width()) + "bp" + dash;
    }

    /** The name of a colour, which is defined at the head of the file. */
    private String colour(Tone tone) {
        return colours.computeIfAbsent(theme.colour(tone), rgb -> {
            String token = tone.token().name().toLowerCase(Locale.ROOT).replace("_", "");
            String name = "bertrim-" + token + (tone.amount() == 1 ? "" : "-" + Math.round(100 * tone.amount()));
            return colours.containsValue(name) ? name + "-" + colours.size() : name;
        });
    }

    /** The text with what LaTeX gives a meaning made harmless, and signs that not every font has as mathematics. */
    private static String letters(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            String symbol = SYMBOLS.get(c);
            out.append(symbol == null ? LatexTable.escape(String.valueOf(c)) : symbol);
        }
        return out.toString();
    }

    private static String place(Mark.Point point) {
        return place(point.x(), point.y());
    }

    private static String place(double x, double y) {
        return "(" + number(x) + "," + number(y) + ")";
    }

    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(PRECISION, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
