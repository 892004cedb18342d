package org.bertrim.app.common.chart;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.bertrim.engine.figure.Letters;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Weight;

/**
 * The letters of drawings on the screen: Inter where it is loaded, else the platform's own, with all digits as wide as the widest, so
 * that numbers below each other can be compared. For the thread that draws.
 */
final class FxLetters implements Letters {

    private static final double REFERENCE = 100;
    private static final int MOST_KEPT = 5000;

    private final Map<Weight, Font> fonts = new HashMap<>();
    private final Map<Weight, Double> digits = new HashMap<>();
    private final Map<String, Double> widths = new HashMap<>();

    @Override
    public double width(String text, double size, Weight weight) {
        if (equalDigits(weight)) {
            return run(text, weight) * size / REFERENCE;
        }
        double width = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean digit = i < text.length() && digit(text.charAt(i));
            if (i == text.length() || digit) {
                width += run(text.substring(start, i), weight);
                start = i + 1;
            }
            if (digit) {
                width += digit(weight);
            }
        }
        return width * size / REFERENCE;
    }

    Font font(double size, Weight weight) {
        return Font.font(reference(weight).getFamily(), weight == Weight.SEMI_BOLD ? bold(weight) : FontWeight.NORMAL, size);
    }

    /** Sets a text in one line with {@code y} as its base line. */
    void fill(GraphicsContext g, String text, double x, double y, Mark.Anchor anchor, double size, Weight weight, Color colour) {
        double at = x
                - switch (anchor) {
                    case START -> 0;
                    case MIDDLE -> width(text, size, weight) / 2;
                    case END -> width(text, size, weight);
                };
        g.setFont(font(size, weight));
        g.setFill(colour);
        if (equalDigits(weight)) {
            g.fillText(text, at, y);
            return;
        }
        double cell = digit(weight) * size / REFERENCE;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean digit = i < text.length() && digit(text.charAt(i));
            if ((i == text.length() || digit) && i > start) {
                String run = text.substring(start, i);
                g.fillText(run, at, y);
                at += run(run, weight) * size / REFERENCE;
            }
            if (digit) {
                String one = text.substring(i, i + 1);
                g.fillText(one, at + (cell - run(one, weight) * size / REFERENCE) / 2, y);
                at += cell;
                start = i + 1;
            }
        }
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Width of the widest digit. */
    private double digit(Weight weight) {
        return digits.computeIfAbsent(weight, w -> {
            double widest = 0;
            for (char c = '0'; c <= '9'; c++) {
                widest = Math.max(widest, run(String.valueOf(c), w));
            }
            return widest;
        });
    }

    /** Whether the font itself has digits of one width. */
    private boolean equalDigits(Weight weight) {
        return Math.abs(run("1", weight) - digit(weight)) < 0.01;
    }

    private double run(String text, Weight weight) {
        if (text.isEmpty()) {
            return 0;
        }
        if (widths.size() > MOST_KEPT) {
            widths.clear();
        }
        return widths.computeIfAbsent(weight + text, key -> {
            Text node = new Text(text);
            node.setFont(reference(weight));
            return node.getLayoutBounds().getWidth();
        });
    }

    private Font reference(Weight weight) {
        return fonts.computeIfAbsent(weight, wanted -> {
            String family = wanted == Weight.SEMI_BOLD ? "Inter SemiBold" : "Inter";
            String there = Font.getFamilies().contains(family) ? family : Font.getDefault().getFamily();
            return Font.font(there, there.equals(family) ? FontWeight.NORMAL : bold(wanted), REFERENCE);
        });
    }

    private FontWeight bold(Weight weight) {
        boolean own = fonts.containsKey(weight) && fonts.get(weight).getFamily().endsWith("SemiBold");
        return weight == Weight.SEMI_BOLD && !own ? FontWeight.BOLD : FontWeight.NORMAL;
    }
}
