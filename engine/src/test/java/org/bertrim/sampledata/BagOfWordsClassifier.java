package org.bertrim.sampledata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Logistic regression on counts of words and word pairs, with an L2 penalty, trained to convergence by Newton's
 * method with conjugate gradients: the measure of how much of a task shows on the surface. Deterministic, in double
 * precision.
 *
 * <p>Minimises ½‖w‖² + C Σ log(1 + exp(−y (w·x + b))), y = ±1; the bias b is a feature that is always 1.
 */
final class BagOfWordsClassifier {

    /** One row: its features' numbers, ascending, and their counts. */
    private record Bag(int[] features, double[] counts) {}

    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final boolean tagged;
    private double[] weights = {};
    private double gradientNorm = Double.NaN;

    /** {@code tagged}: words of the second sentence are other features than the same words of the first. */
    BagOfWordsClassifier(boolean tagged) {
        this.tagged = tagged;
        vocabulary.put("", 0);
    }

    /** Trains with the strength C of the data against the penalty; {@code positive} is the label of y = 1. */
    void train(List<SampleRow> rows, String positive, double strength) {
        List<Bag> bags = new ArrayList<>();
        double[] signs = new double[rows.size()];
        for (int i = 0; i < signs.length; i++) {
            bags.add(bag(rows.get(i), true));
            signs[i] = rows.get(i).label().equals(positive) ? 1 : -1;
        }
        weights = new double[vocabulary.size()];
        for (int step = 0; step < 100; step++) {
            double[] gradient = weights.clone();
            double[] curvature = new double[signs.length];
            for (int i = 0; i < signs.length; i++) {
                double wrong = 1 / (1 + Math.exp(signs[i] * dot(bags.get(i), weights)));
                curvature[i] = strength * wrong * (1 - wrong);
                add(gradient, bags.get(i), -strength * signs[i] * wrong);
            }
            gradientNorm = Math.sqrt(dot(gradient, gradient));
            if (gradientNorm < 1e-8) {
                return;
            }
            double[] direction = newtonDirection(bags, curvature, gradient);
            double slope = dot(gradient, direction);
            double loss = loss(bags, signs, strength, weights);
            double length = 1;
            double[] next = moved(direction, length);
            while (length > 1e-6 && loss(bags, signs, strength, next) > loss + 1e-4 * length * slope + 1e-10) {
                length /= 2;
                next = moved(direction, length);
            }
            weights = next;
        }
    }

    /** Length of the loss's gradient where training ended; near 0 when it converged. */
    double gradientNorm() {
        return gradientNorm;
    }

    /** Share of rows that get their own label. */
    double accuracy(List<SampleRow> rows, String positive) {
        long right = rows.stream()
                .filter(row -> (dot(bag(row, false), weights) > 0) == row.label().equals(positive))
                .count();
        return (double) right / rows.size();
    }

    private Bag bag(SampleRow row, boolean grow) {
        TreeMap<Integer, Double> counts = new TreeMap<>(Map.of(0, 1.0));
        String second = row.second();
        count(counts, row.first(), "", grow);
        if (second != null) {
            count(counts, second, tagged ? "2:" : "", grow);
        }
        return new Bag(
                counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
                counts.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void count(Map<Integer, Double> counts, String sentence, String tag, boolean grow) {
        String[] words = SampleRow.normalised(sentence).split(" ");
        List<String> grams = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            grams.add(tag + words[i]);
            if (i > 0) {
                grams.add(tag + words[i - 1] + " " + words[i]);
            }
        }
        for (String gram : grams) {
            if (grow) {
                vocabulary.putIfAbsent(gram, vocabulary.size());
            }
            Integer feature = vocabulary.get(gram);
            if (feature != null) {
                counts.merge(feature, 1.0, Double::sum);
            }
        }
    }

    /** Solves (I + Σ curvature x xᵀ) d = −gradient. */
    private static double[] newtonDirection(List<Bag> bags, double[] curvature, double[] gradient) {
        double[] solution = new double[gradient.length];
        double[] residual = Arrays.stream(gradient).map(g -> -g).toArray();
        double[] search = residual.clone();
        double norm = dot(residual, residual);
        double goal = 1e-10 * norm;
        for (int i = 0; i < 500 && norm > goal; i++) {
            double[] product = search.clone();
            for (int row = 0; row < curvature.length; row++) {
                add(product, bags.get(row), curvature[row] * dot(bags.get(row), search));
            }
            double step = norm / dot(search, product);
            for (int k = 0; k < search.length; k++) {
                solution[k] += step * search[k];
                residual[k] -= step * product[k];
            }
            double before = norm;
            norm = dot(residual, residual);
            for (int k = 0; k < search.length; k++) {
                search[k] = residual[k] + norm / before * search[k];
            }
        }
        return solution;
    }

    private static double loss(List<Bag> bags, double[] signs, double strength, double[] weights) {
        double loss = dot(weights, weights) / 2;
        for (int i = 0; i < signs.length; i++) {
            double margin = signs[i] * dot(bags.get(i), weights);
            loss += strength * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
        }
        return loss;
    }

    private double[] moved(double[] direction, double length) {
        double[] next = weights.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] += length * direction[k];
        }
        return next;
    }

    private static double dot(Bag bag, double[] weights) {
        double sum = 0;
        for (int k = 0; k < bag.features().length; k++) {
            sum += bag.counts()[k] * weights[bag.features()[k]];
        }
        return sum;
    }

    private static void add(double[] to, Bag bag, double factor) {
        for (int k = 0; k < bag.features().length; k++) {
            to[bag.features()[k]] += factor * bag.counts()[k];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
