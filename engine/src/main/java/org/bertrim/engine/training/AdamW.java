package org.bertrim.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Parameters;

/**
 * AdamW (Loshchilov and Hutter 2019) with bias correction, one fused kernel a group; β₁ = 0.9, β₂ = 0.999, ε = 1e-8. Biases and layer
 * norms are not decayed. Owns the gradients.
 */
public final class AdamW implements AutoCloseable {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final String FIRST = "adam.first/";
    private static final String SECOND = "adam.second/";

    private final NDManager manager;
    private final BertModel model;
    private final double weightDecay;
    private final Map<String, NDArray> first = new LinkedHashMap<>();
    private final Map<String, NDArray> second = new LinkedHashMap<>();
    private final NDArray step;
    private final Value gradients;
    private final Group decayed;
    private final Group plain;

    private record Group(Value weights, Value gradients, Value first, Value second, Value steps) implements AutoCloseable {
        @Override
        public void close() {
            weights.close();
            gradients.close();
            first.close();
            second.close();
            steps.close();
        }
    }

    /** An optimizer of all weights of {@code model}, its moments zero. */
    public AdamW(BertModel model, NDManager parent, double weightDecay) {
        this.model = model;
        this.weightDecay = weightDecay;
        this.manager = parent.newSubManager();
        this.step = manager.zeros(new Shape());
        Map<String, NDArray> gradient = new LinkedHashMap<>();
        model.parameters().forEach((name, weight) -> {
            gradient.put(name, manager.zeros(weight.getShape()));
            first.put(name, manager.zeros(weight.getShape()));
            second.put(name, manager.zeros(weight.getShape()));
        });
        this.gradients = Value.list(List.copyOf(gradient.values()));
        this.decayed = group(gradient, true);
        this.plain = group(gradient, false);
    }

    private Group group(Map<String, NDArray> gradient, boolean decays) {
        List<String> names = model.parameters().keySet().stream()
                .filter(name -> Parameters.decays(name) == decays)
                .toList();
        List<NDArray> steps = new ArrayList<>();
        names.forEach(name -> steps.add(step));
        return new Group(
                Value.list(names.stream().map(model.parameters()::get).toList()),
                Value.list(names.stream().map(gradient::get).toList()),
                Value.list(names.stream().map(first::get).toList()),
                Value.list(names.stream().map(second::get).toList()),
                Value.list(steps));
    }

    /** Where gradients are added up, in kernel order; owned by this optimizer. */
    public Value gradients() {
        return gradients;
    }

    /** Sets all gradients to zero. */
    public void reset() {
        Kernels.zero(gradients);
    }

    /** Clips the gradients to {@code clipNorm}; returns their global L2 norm before. */
    public double clip(double clipNorm) {
        try (Value norm = Kernels.clip(gradients, clipNorm)) {
            return norm.scalar(manager);
        }
    }

    /** Changes the weights; {@code number} counts steps from 1. */
    public void step(long number, double rate) {
        step.set(new float[] {number});
        apply(decayed, rate, weightDecay);
        apply(plain, rate, 0);
        model.changed();
    }

    private void apply(Group group, double rate, double decay) {
        Kernels.adamw(
                group.weights, group.gradients, group.first, group.second, group.steps, rate, BETA1, BETA2, EPSILON, decay);
    }

    /** Copies the moments out. */
    public Map<String, StoredTensor> store() {
        Map<String, StoredTensor> state = new LinkedHashMap<>();
        first.forEach((name, array) -> state.put(FIRST + name, BertModel.stored(array)));
        second.forEach((name, array) -> state.put(SECOND + name, BertModel.stored(array)));
        return state;
    }

    /** Puts moments back that {@link #store()} copied. */
    public void load(Map<String, StoredTensor> state) {
        first.forEach((name, array) -> array.set(state.get(FIRST + name).data().asFloatBuffer()));
        second.forEach((name, array) -> array.set(state.get(SECOND + name).data().asFloatBuffer()));
    }

    @Override
    public void close() {
        gradients.close();
        decayed.close();
        plain.close();
        manager.close();
    }
}
