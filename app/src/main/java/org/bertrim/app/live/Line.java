package org.bertrim.app.live;

import org.jspecify.annotations.Nullable;

/**
 * One curve as a view model gives it, with all of its points.
 *
 * @param part the sub-network it belongs to, or null
 * @param y NaN where there is no value
 */
record Line(String id, @Nullable Part part, double[] x, double[] y) {}
