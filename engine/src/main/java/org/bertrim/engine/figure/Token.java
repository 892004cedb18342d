package org.bertrim.engine.figure;

/** The colours of a theme by what they are for; a {@link PaperTheme} says what they look like. */
public enum Token {
    /** The surface everything stands on. */
    GROUND,
    /** Hairlines: grid lines and axes. */
    LINE,
    /** Text in full strength. */
    INK,
    /** Text of second rank: axis names, captions. */
    MUTED,
    /** Outlines of what is missing. */
    FAINT,
    /** The leading series. */
    ACCENT,
    /** A good state; the teacher's line. */
    GOOD,
    /** The ramp of a heat map; the amount of the {@link Tone} says where on it, 0 light to 1 dark. */
    RAMP,
    /** Text on the ramp: the amount says where on it; ink or ground in full strength, whichever stands out more. */
    ON_RAMP,
    /** The first colour of the series; the next seven follow in order. */
    SERIES_1,
    SERIES_2,
    SERIES_3,
    SERIES_4,
    SERIES_5,
    SERIES_6,
    SERIES_7,
    SERIES_8;

    private static final int SERIES = 8;

    /** The colour of series {@code index}, counted from 0; after the eighth they begin again. */
    public static Token series(int index) {
        return values()[SERIES_1.ordinal() + index % SERIES];
    }
}
