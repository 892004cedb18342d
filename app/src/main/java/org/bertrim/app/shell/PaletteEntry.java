package org.bertrim.app.shell;

/**
 * One thing that the command search finds.
 *
 * @param remark what it is: keys of a command, state of a run
 */
record PaletteEntry(Kind kind, String title, String remark, Runnable action) {

    /** What it is, in the order in which equal matches are shown. */
    enum Kind {
        PLACE,
        COMMAND,
        PRESET,
        RUN
    }
}
