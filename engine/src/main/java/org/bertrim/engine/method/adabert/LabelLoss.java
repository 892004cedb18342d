package org.bertrim.engine.method.adabert;

/** The label loss of stored answers, in doubles. */
final class LabelLoss {

    private LabelLoss() {}

    /** Mean cross entropy of logits (rows, outputs) with class indices, or mean squared error. */
    static double of(float[] logits, float[] labels, int outputs, boolean regression) {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            if (regression) {
                sum += Math.pow((double) logits[row] - labels[row], 2);
                continue;
            }
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < outputs; c++) {
                most = Math.max(most, logits[row * outputs + c]);
            }
            double total = 0;
            for (int c = 0; c < outputs; c++) {
                total += Math.exp(logits[row * outputs + c] - most);
            }
            sum += most + Math.log(total) - logits[row * outputs + (int) labels[row]];
        }
        return sum / labels.length;
    }
}
