/**
 * Charts and figures on the screen: curves and points by JFreeChart, scenes of the engine in the theme's colours, and the way out of
 * the window into files for a paper.
 */
@NullMarked
package org.bertrim.app.common.chart;

import org.jspecify.annotations.NullMarked;
