package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the marks of a figure and knows the sizes of its text; every text is checked for letters the font lacks. */
final class Sheet {

    /** Axis names, tick labels and captions, in points; nothing in a figure is smaller than 6.5. */
    static final double SMALL = 7;

    /** Labels of rows and columns. */
    static final double NORMAL = 7.5;

    private static final double LEADING = 1.3;

    private final List<Mark> marks = new ArrayList<>();
    private final Lettering letters = Lettering.shared();

    void add(Mark mark) {
        marks.add(mark);
    }

    void text(String id, double x, double y, Mark.Anchor anchor, Token token, String text) {
        text(id, x, y, anchor, SMALL, Weight.REGULAR, Tone.of(token), null, text);
    }

    void text(
            String id,
            double x,
            double y,
            Mark.Anchor anchor,
            double size,
            Weight weight,
            Tone tone,
            @Nullable Double value,
            String text) {
        letters.require(text, weight);
        add(new Mark.Text(id, x, y, anchor, size, weight, tone, 0, value, text));
    }

    /** A text that reads upwards. */
    void upwards(String id, double x, double y, Token token, String text) {
        letters.require(text, Weight.REGULAR);
        add(new Mark.Text(
                id, x, y, Mark.Anchor.MIDDLE, SMALL, Weight.REGULAR, Tone.of(token), -90, null, text));
    }

    /**
     * Sets a text in as many lines as it needs.
     *
     * @param y the first base line
     * @return the last base line
     */
    double paragraph(String id, double x, double y, double width, Token token, String text) {
        List<String> lines = letters.wrap(text, width, SMALL, Weight.REGULAR);
        double base = y;
        for (int i = 0; i < lines.size(); i++) {
            base = y + i * SMALL * LEADING;
            text(id + "-" + (i + 1), x, base, Mark.Anchor.START, token, lines.get(i));
        }
        return base;
    }

    double width(String text) {
        return letters.width(text, SMALL, Weight.REGULAR);
    }

    Scene scene(double width, double height) {
        return new Scene(width, Math.ceil(height), marks);
    }
}
