package org.bertrim.app.common.chart;

/**
 * One point of a {@link ScatterChart}.
 *
 * @param id unique within the chart
 * @param series what shares a colour and a shape, e.g. {@code depth 0.50}; it is the legend's word
 * @param name what the hover and screen readers call it, e.g. {@code width 0.75, depth 0.50}
 * @param role {@link Role#SERIES} is filled, {@link Role#ESTIMATED} dashed, {@link Role#PUBLISHED} hollow
 */
public record PointMark(String id, String series, String name, Role role, double x, double y) {}
