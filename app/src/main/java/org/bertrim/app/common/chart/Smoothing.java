package org.bertrim.app.common.chart;

/**
 * Exponential smoothing with the correction of its start: the mean of all values up to a point, each weighing {@code weight} times as
 * much as the one after it (the bias correction of Adam, Kingma and Ba 2015, section 3).
 */
final class Smoothing {

    private static final double NEGLIGIBLE = 1e-17; // 1 less this is 1

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
            // ever smaller numbers would become denormal, which processors compute very slowly
            past = past < NEGLIGIBLE ? 0 : past * weight;
            result[i] = past == 0 ? mean : mean / (1 - past);
        }
        return result;
    }
}
