package org.bertrim.engine.method.adabert;

import java.util.Arrays;
import java.util.List;
import org.bertrim.engine.method.adabert.AdabertSettings.Efficiency;
import org.bertrim.engine.model.Operation;

/**
 * Cost SIZE + FLOPs of each operation in the efficiency loss L_E = K / K_max · mean over edges of the cost.
 *
 * <p>Counted at 128 units and 128 positions, whatever the network's: a convolution of k positions has 128·128·k weights and 128 times as
 * many multiply-adds, a pool 3·128·128 multiply-adds.
 *
 * <ul>
 *   <li>published: mean of softmax(weights / 10⁶) and softmax(multiply-adds / 10⁸) over the ten operations, which gives the constants of
 *       EasyTransfer's AdaBERT to 2e-5. They lie between 0.0944 and 0.1076: the term steers depth and hardly anything else.
 *   <li>sharp: mean of weights and multiply-adds, each divided by the largest; from 0 to 1.
 * </ul>
 */
final class OperationCosts {

    private static final double UNITS = 128;
    private static final double POSITIONS = 128;
    private static final int POOLED = 3;
    private static final double WEIGHT_SCALE = 1e6;
    private static final double MULTIPLY_ADD_SCALE = 1e8;

    private OperationCosts() {}

    /** Cost of each candidate, in their order. */
    static float[] of(Efficiency efficiency, List<Operation> candidates) {
        double[] weights = Arrays.stream(Operation.values()).mapToDouble(OperationCosts::weights).toArray();
        double[] work = Arrays.stream(Operation.values()).mapToDouble(OperationCosts::multiplyAdds).toArray();
        double[] size = efficiency == Efficiency.PUBLISHED ? softmax(weights, WEIGHT_SCALE) : relative(weights);
        double[] flops = efficiency == Efficiency.PUBLISHED ? softmax(work, MULTIPLY_ADD_SCALE) : relative(work);
        float[] costs = new float[candidates.size()];
        for (int i = 0; i < costs.length; i++) {
            int operation = candidates.get(i).ordinal();
            costs[i] = (float) ((size[operation] + flops[operation]) / 2);
        }
        return costs;
    }

    private static double weights(Operation operation) {
        return UNITS * UNITS * operation.kernel();
    }

    private static double multiplyAdds(Operation operation) {
        boolean pools = operation == Operation.MAX_POOL3 || operation == Operation.AVERAGE_POOL3;
        return pools ? POOLED * UNITS * POSITIONS : weights(operation) * POSITIONS;
    }

    private static double[] softmax(double[] values, double scale) {
        double[] powers = Arrays.stream(values).map(value -> Math.exp(value / scale)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    private static double[] relative(double[] values) {
        double most = Arrays.stream(values).max().orElseThrow();
        return Arrays.stream(values).map(value -> value / most).toArray();
    }
}
