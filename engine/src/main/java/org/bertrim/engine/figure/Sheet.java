package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the marks of a figure and knows the sizes of its text; every text is checked for letters the font lacks. */
final class Sheet {

    /** Axis names, tick labels and captions, in points on paper; nothing in a figure is smaller than 6.5. */
    static final double SMALL = 7;

    /** Labels of rows and columns. */
    static final double NORMAL = 7.5;

    private static final double LEADING = 1.3;

    private final List<Mark> marks = new ArrayList<>();
    private final Letters letters;
    private final double scale;

    /** A sheet of paper. */
    Sheet() {
        this(Room.paper(Scene.ONE_COLUMN));
    }

    Sheet(Room room) {
        letters = room.letters();
        scale = room.scale();
    }

    /** A length on paper as it is here. */
    double of(double points) {
        return points * scale;
    }

    void add(Mark mark) {
        marks.add(mark);
    }

    void line(String id, double x1, double y1, double x2, double y2, Pen pen) {
        add(new Mark.Line(id, x1, y1, x2, y2, pen, null, ""));
    }

    /** A pen with a width on paper. */
    Pen pen(Tone tone, double width, Double... dash) {
        List<Double> scaled = new ArrayList<>();
        for (double part : dash) {
            scaled.add(of(part));
        }
        return new Pen(tone, of(width), scaled);
    }

    void text(String id, double x, double y, Mark.Anchor anchor, Token token, String text) {
        text(id, x, y, anchor, SMALL, Weight.REGULAR, Tone.of(token), null, text);
    }

    /** A text whose size is that on paper. */
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
        add(new Mark.Text(id, x, y, anchor, of(size), weight, tone, 0, value, text));
    }

    /** A text that reads upwards. */
    void upwards(String id, double x, double y, Token token, String text) {
        letters.require(text, Weight.REGULAR);
        add(new Mark.Text(
                id, x, y, Mark.Anchor.MIDDLE, of(SMALL), Weight.REGULAR, Tone.of(token), -90, null, text));
    }

    /**
     * Sets a text in as many lines as it needs.
     *
     * @param y the first base line
     * @return the last base line
     */
    double paragraph(String id, double x, double y, double width, Token token, String text) {
        List<String> lines = wrap(text, width, SMALL);
        double base = y;
        for (int i = 0; i < lines.size(); i++) {
            base = y + i * of(SMALL) * LEADING;
            text(id + "-" + (i + 1), x, base, Mark.Anchor.START, token, lines.get(i));
        }
        return base;
    }

    /** Breaks at spaces so that each line fits where its words allow it. */
    List<String> wrap(String text, double width, double size) {
        return letters.wrap(text, width, of(size), Weight.REGULAR);
    }

    double width(String text) {
        return width(text, SMALL, Weight.REGULAR);
    }

    /** Width of a text whose size is that on paper. */
    double width(String text, double size, Weight weight) {
        return letters.width(text, of(size), weight);
    }

    Scene scene(double width, double height) {
        return new Scene(width, Math.ceil(height), marks);
    }
}
