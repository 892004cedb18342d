package org.bertrim.app.common.chart;

/** A place on the horizontal axis where something begins, e.g. an epoch, as a dotted upright line with its name. */
public record Divider(String name, double x) {}
