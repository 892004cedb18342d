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
import org.bertrim.engine.model.Trainable;

/**
 * AdamW (Loshchilov and Hutter 2019) with bias correction, one fused kernel a group; β₁ = 0.9, β₂ = 0.999, ε = 1e-8. Biases and layer
 * norms are not decayed. Owns the gradients.
 */
public final class AdamW implements Optimizer {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final String FIRST = "adam.first/";
    private static final String SECOND = "adam.second/";

    private final NDManager manager;
    private final Trainable model;
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
    public AdamW(Trainable model, NDManager parent, double weightDecay) {
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
                .filter(name -> model.decays(name) == decays)
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

    @Override
    public Value gradients() {
        return gradients;
    }

    @Override
    public void reset() {
        Kernels.zero(gradients);
    }

    @Override
    public double clip(double clipNorm) {
        try (Value norm = Kernels.clip(gradients, clipNorm)) {
            return norm.scalar(manager);
        }
    }

    @Override
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

    @Override
    public Map<String, StoredTensor> store() {
        Map<String, StoredTensor> state = new LinkedHashMap<>();
        first.forEach((name, array) -> state.put(FIRST + name, BertModel.stored(array)));
        second.forEach((name, array) -> state.put(SECOND + name, BertModel.stored(array)));
        return state;
    }

    @Override
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
