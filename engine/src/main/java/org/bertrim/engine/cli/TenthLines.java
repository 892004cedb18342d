package org.bertrim.engine.cli;

import java.util.Locale;

/** How far something is, for files and pipes: every tenth of the whole as a line of its own. */
final class TenthLines {

    private static final int PARTS = 10;

    private final Terminal terminal;
    private int shown;

    TenthLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Says so if another tenth is done.
     *
     * @param share from 0 to 1
     * @param whole of what
     */
    void at(double share, String whole) {
        int parts = (int) Math.floor(PARTS * share + 1e-9);
        if (parts > shown) {
            shown = parts;
            terminal.line(String.format(Locale.ROOT, "%d %% of %s", percent(share), whole));
        }
    }

    /** Whole hundredths that are done. */
    static int percent(double share) {
        return (int) Math.floor(100 * share + 1e-9);
    }
}
