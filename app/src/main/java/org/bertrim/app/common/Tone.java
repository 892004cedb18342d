package org.bertrim.app.common;

/** What a word of state means; the theme gives it its colour. */
public enum Tone {
    NEUTRAL,
    ACTIVE,
    GOOD,
    CAUTION,
    BAD
}
