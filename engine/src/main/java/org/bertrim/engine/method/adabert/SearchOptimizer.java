package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.training.Optimizer;

/**
 * The authors' two optimizers: gradient descent with momentum for the weights (or EasyTransfer's Adam with β = (0.9, 0.999)), Adam with
 * β = (0.5, 0.999) for the architecture, both with L2 decay; each gradient is clipped for itself. Both gradients are taken at the same point, then both steps are made.
 */
final class SearchOptimizer implements Optimizer {

    private static final double BETA1 = 0.5;
    private static final double WEIGHT_BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final String MOMENTUM = "sgd.momentum/";
    private static final String SQUARES = "weights.second/";
    private static final String FIRST = "adam.first/";
    private static final String SECOND = "adam.second/";

    private final NDManager manager;
    private final SearchModel model;
    private final AdabertSettings.SearchStage settings;
    private final boolean adam;
    private final Map<String, NDArray> momenta;
    /** Adam's second moments of the weights; empty with momentum. */
    private final Map<String, NDArray> squares;
    private final Map<String, NDArray> first;
    private final Map<String, NDArray> second;
    private final NDArray step;
    private final Value gradients;
    private final Value weights;
    private final Value weightGradients;
    private final Value weightMomenta;
    private final Value weightSquares;
    private final Value weightSteps;
    private final Value logits;
    private final Value logitGradients;
    private final Value firsts;
    private final Value seconds;
    private final Value steps;

    SearchOptimizer(SearchModel model, NDManager parent, AdabertSettings.SearchStage settings) {
        this.model = model;
        this.settings = settings;
        this.manager = parent.newSubManager();
        this.step = manager.zeros(new Shape());
        Map<String, NDArray> cells = model.cells().parameters();
        Map<String, NDArray> cellGradients = zeros(cells);
        Map<String, NDArray> architectureGradients = zeros(model.architecture());
        adam = settings.descent() == AdabertSettings.Descent.ADAM;
        momenta = zeros(cells);
        squares = adam ? zeros(cells) : Map.of();
        first = zeros(model.architecture());
        second = zeros(model.architecture());
        Map<String, NDArray> all = new LinkedHashMap<>(cellGradients);
        all.putAll(architectureGradients);
        gradients = list(all);
        weights = list(cells);
        weightGradients = list(cellGradients);
        weightMomenta = list(momenta);
        weightSquares = list(squares);
        weightSteps = Value.list(Collections.nCopies(squares.size(), step));
        logits = list(model.architecture());
        logitGradients = list(architectureGradients);
        firsts = list(first);
        seconds = list(second);
        steps = Value.list(List.of(step, step));
    }

    private Map<String, NDArray> zeros(Map<String, NDArray> like) {
        Map<String, NDArray> zeros = new LinkedHashMap<>();
        like.forEach((name, array) -> zeros.put(name, manager.zeros(array.getShape())));
        return zeros;
    }

    private static Value list(Map<String, NDArray> arrays) {
        return Value.list(List.copyOf(arrays.values()));
    }

    @Override
    public Value gradients() {
        return gradients;
    }

    /** Where the architecture's gradients are added up: depth, edges. */
    Value architectureGradients() {
        return logitGradients;
    }

    @Override
    public void reset() {
        Kernels.zero(gradients);
    }

    @Override
    public double clip(double clipNorm) {
        try (Value own = Kernels.clip(weightGradients, clipNorm);
                Value architecture = Kernels.clip(logitGradients, clipNorm)) {
            return Math.hypot(own.scalar(manager), architecture.scalar(manager));
        }
    }

    @Override
    public void step(long number, double rate) {
        step.set(new float[] {number});
        if (adam) {
            CellKernels.adam(
                    weights,
                    weightGradients,
                    weightMomenta,
                    weightSquares,
                    weightSteps,
                    rate,
                    WEIGHT_BETA1,
                    BETA2,
                    EPSILON,
                    settings.weightDecay());
        } else {
            CellKernels.sgd(weights, weightGradients, weightMomenta, rate, settings.momentum(), settings.weightDecay());
        }
        CellKernels.adam(
                logits,
                logitGradients,
                firsts,
                seconds,
                steps,
                settings.architectureRate(),
                BETA1,
                BETA2,
                EPSILON,
                settings.architectureDecay());
        model.changed();
    }

    @Override
    public Map<String, StoredTensor> store() {
        Map<String, StoredTensor> state = new LinkedHashMap<>();
        momenta.forEach((name, array) -> state.put(MOMENTUM + name, BertModel.stored(array)));
        squares.forEach((name, array) -> state.put(SQUARES + name, BertModel.stored(array)));
        first.forEach((name, array) -> state.put(FIRST + name, BertModel.stored(array)));
        second.forEach((name, array) -> state.put(SECOND + name, BertModel.stored(array)));
        return state;
    }

    @Override
    public void load(Map<String, StoredTensor> state) {
        load(MOMENTUM, momenta, state);
        load(SQUARES, squares, state);
        load(FIRST, first, state);
        load(SECOND, second, state);
    }

    private static void load(String prefix, Map<String, NDArray> arrays, Map<String, StoredTensor> state) {
        arrays.forEach((name, array) -> array.set(state.get(prefix + name).data().asFloatBuffer()));
    }

    @Override
    public void close() {
        List.of(gradients, weights, weightGradients, weightMomenta, weightSquares, weightSteps, logits, logitGradients, firsts, seconds, steps)
                .forEach(Value::close);
        manager.close();
    }
}
