package org.bertrim.app.common.chart;

/** A value that the whole chart is compared with, e.g. the teacher's score, as a line with its name and value on it. */
public record Level(String name, double value, Role role) {}
