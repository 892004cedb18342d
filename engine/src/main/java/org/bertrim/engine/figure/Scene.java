package org.bertrim.engine.figure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A figure as marks, drawn in their order.
 *
 * @param width in points; one column is 234, two columns are 486
 * @param height in points
 * @param marks with unique ids
 */
public record Scene(double width, double height, List<Mark> marks) {

    /** Width of one column of a paper, 3.25 in, in points. */
    public static final double ONE_COLUMN = 234;

    /** Width of two columns of a paper, 6.75 in, in points. */
    public static final double TWO_COLUMNS = 486;

    /** Copies the marks and refuses an id that is used twice. */
    public Scene {
        marks = List.copyOf(marks);
        Set<String> ids = new HashSet<>();
        for (Mark mark : marks) {
            if (!ids.add(mark.id())) {
                throw new IllegalArgumentException("the mark id " + mark.id() + " is used twice");
            }
        }
    }
}
