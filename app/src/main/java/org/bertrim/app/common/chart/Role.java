package org.bertrim.app.common.chart;

/** What a curve, a level or a point stands for; each has its own sign, told apart without colour. */
public enum Role {
    /** Measured: a full line, a filled point. It is smoothed where the chart smooths. */
    SERIES,
    /** The unsmoothed course behind a series: a quarter of the strength, in the colour of the series with the same id. */
    RAW,
    /** The model that is compared with: a green dashed line with its value written on it. */
    TEACHER,
    /** Estimated or interpolated: dashed, with ≈ and the word. */
    ESTIMATED,
    /** Published by others: hollow points, with the word. */
    PUBLISHED
}
