package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;

/** Measures text, so that a figure can be laid out for the letters it will be set in. */
@FunctionalInterface
public interface Letters {

    /** Width of {@code text} when set in {@code size}, in the unit of {@code size}. */
    double width(String text, double size, Weight weight);

    /** Breaks at spaces and between Chinese letters so that each line fits {@code width} points where it can be. */
    default List<String> wrap(String text, double width, double size, Weight weight) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String joint = line.isEmpty() ? "" : " ";
            for (String piece : LineBreaks.pieces(word)) {
                String longer = line + joint + piece;
                if (!line.isEmpty() && width(longer, size, weight) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(piece);
                } else {
                    line.setLength(0);
                    line.append(longer);
                }
                joint = "";
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /**
     * Makes sure that a text can be set.
     *
     * @throws org.bertrim.engine.format.EngineException if these letters lack one that the text needs
     */
    default void require(String text, Weight weight) {}
}
