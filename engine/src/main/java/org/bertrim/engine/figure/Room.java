package org.bertrim.engine.figure;

/**
 * The room a figure is laid out for.
 *
 * @param width of the figure; points on paper, pixels on a screen
 * @param height the height to fill; 0 where the figure may take what it needs
 * @param scale how much larger than on paper text and marks are
 * @param letters that its text is set in
 * @param selfContained whether the figure says in words what it shows: a caption and, for its marks, a legend
 */
public record Room(double width, double height, double scale, Letters letters, boolean selfContained) {

    private static final double SCREEN_SCALE = 12 / 7.0;

    /** Room on paper, in the embedded letters, with a caption. */
    public static Room paper(double width) {
        return new Room(width, 0, 1, Lettering.shared(), true);
    }

    /** Room on a screen, in its letters; what the caption would say stands around the figure. */
    public static Room screen(double width, double height, Letters letters) {
        return new Room(width, height, SCREEN_SCALE, letters, false);
    }
}
