package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Trainable;

/** One linear classifier for each layer of a teacher, the embedding layer included. */
final class ProbeModel implements Trainable, AutoCloseable {

    private static final String WEIGHT = "probes.weight";
    private static final String BIAS = "probes.bias";
    private static final int[] BOTH = {1, 1};

    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Value list;
    private final Value none = Value.list(List.of());

    ProbeModel(NDManager parent, Map<String, StoredTensor> weights) {
        this.manager = parent.newSubManager();
        for (String name : List.of(WEIGHT, BIAS)) {
            StoredTensor tensor = weights.get(name);
            try (NDArray wrapped = manager.create(tensor.data().asFloatBuffer(), new Shape(tensor.shape()))) {
                parameters.put(name, wrapped.duplicate());
            }
        }
        this.list = Value.list(List.copyOf(parameters.values()));
    }

    /** Weights uniform in ±1/√H, biases 0. */
    static Map<String, StoredTensor> initial(BertConfig teacher, long seed) {
        int layers = teacher.layers() + 1;
        Random random = new Random(seed);
        float[] weight = new float[layers * teacher.outputs() * teacher.hidden()];
        double bound = 1 / Math.sqrt(teacher.hidden());
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        weights.put(WEIGHT, StoredTensor.floats(new long[] {layers, teacher.outputs(), teacher.hidden()}, weight));
        weights.put(
                BIAS, StoredTensor.floats(new long[] {layers, teacher.outputs()}, new float[layers * teacher.outputs()]));
        return weights;
    }

    /** Logits (B, J+1, C) of features (B, J+1, H). Close it. */
    Value logits(Value features) {
        try (Value weight = Kernels.element(list, 0);
                Value bias = Kernels.element(list, 1)) {
            return CellKernels.probeLogits(features, weight, bias);
        }
    }

    /** The sum of all probes' losses; its gradients are added to {@code gradients}. */
    double learn(Value features, NDArray labels, boolean regression, Value gradients, NDManager scope) {
        try (Value leaves = CellKernels.leaves(list, BOTH, none);
                Value weight = Kernels.element(leaves, 0);
                Value bias = Kernels.element(leaves, 1);
                Value logits = CellKernels.probeLogits(features, weight, bias);
                Value loss = CellKernels.probeLoss(logits, labels, regression)) {
            CellKernels.accumulate(loss, leaves, BOTH, none, gradients);
            return loss.scalar(scope);
        }
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    @Override
    public boolean decays(String name) {
        return name.equals(WEIGHT);
    }

    @Override
    public void changed() {}

    @Override
    public Map<String, StoredTensor> store() {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        parameters.forEach((name, array) -> stored.put(name, BertModel.stored(array)));
        return stored;
    }

    @Override
    public void load(Map<String, StoredTensor> weights) {
        parameters.forEach((name, array) -> array.set(weights.get(name).data().asFloatBuffer()));
    }

    @Override
    public void close() {
        list.close();
        none.close();
        manager.close();
    }
}
