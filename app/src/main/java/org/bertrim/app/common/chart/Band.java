package org.bertrim.app.common.chart;

/** A stretch of values that is aimed at, as a pale band over the whole width. */
public record Band(String name, double low, double high) {}
