package org.bertrim.app.common.chart;

/**
 * Exponential smoothing with the correction of its start: the mean of all values up to a point, each weighing {@code weight} times as
 * much as the one after it (the bias correction of Adam, Kingma and Ba 2015, section 3).
 */
final class Smoothing {

    private Smoothing() {}

    /**
     * Smooths a course; what is not finite stays a gap and does not weigh.
     *
     * @param weight from 0 (nothing happens) to below 1
     */
    static double[] smooth(double[] values, double weight) {
        double[] result = new double[values.length];
        double mean = 0;
        double past = 1; // weight to the power of the number of values so far
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                result[i] = Double.NaN;
                continue;
            }
            mean = weight * mean + (1 - weight) * values[i];
            past *= weight;
            result[i] = mean / (1 - past);
        }
        return result;
    }
}
