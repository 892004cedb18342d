package org.bertrim.app.shell;

import java.util.List;
import org.bertrim.app.settings.Settings.Bounds;
import org.jspecify.annotations.Nullable;

/** Where a window opens: where it was, if a screen is still there, and never larger than its screen. */
final class WindowBounds {

    static final double LEAST_WIDTH = 1024;
    static final double LEAST_HEIGHT = 700;
    private static final double FIRST_WIDTH = 1440;
    private static final double FIRST_HEIGHT = 900;
    /** So much of a window must be on a screen to take hold of it. */
    private static final double GRIP = 120;

    private WindowBounds() {}

    /**
     * The bounds to open with.
     *
     * @param remembered where the window was, null at the first start
     * @param screens usable parts of the screens, the main one first; at least one
     */
    static Bounds fit(@Nullable Bounds remembered, List<Bounds> screens) {
        if (remembered != null) {
            for (Bounds screen : screens) {
                if (overlap(remembered, screen)) {
                    return within(remembered, screen);
                }
            }
        }
        Bounds main = screens.get(0);
        double width = remembered == null ? FIRST_WIDTH : remembered.width();
        double height = remembered == null ? FIRST_HEIGHT : remembered.height();
        Bounds centred = new Bounds(
                main.x() + (main.width() - width) / 2, main.y() + (main.height() - height) / 2, width, height);
        return within(centred, main);
    }

    private static boolean overlap(Bounds window, Bounds screen) {
        double shared = Math.min(window.x() + window.width(), screen.x() + screen.width())
                - Math.max(window.x(), screen.x());
        boolean titleBar = window.y() >= screen.y() - 1 && window.y() < screen.y() + screen.height() - GRIP / 2;
        return shared >= GRIP && titleBar;
    }

    private static Bounds within(Bounds window, Bounds screen) {
        double width = Math.min(Math.max(window.width(), LEAST_WIDTH), screen.width());
        double height = Math.min(Math.max(window.height(), LEAST_HEIGHT), screen.height());
        double x = Math.max(screen.x(), Math.min(window.x(), screen.x() + screen.width() - width));
        double y = Math.max(screen.y(), Math.min(window.y(), screen.y() + screen.height() - height));
        return new Bounds(x, y, width, height);
    }
}
