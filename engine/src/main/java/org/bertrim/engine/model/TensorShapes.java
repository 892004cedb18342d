package org.bertrim.engine.model;

import java.util.Arrays;
import java.util.Map;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;

/** Compares tensors with what a network needs. */
final class TensorShapes {

    private TensorShapes() {}

    /**
     * Refuses weights that do not fit.
     *
     * @throws EngineException if a tensor is missing or has another shape or type, naming each
     */
    static void require(Map<String, long[]> shapes, Map<String, StoredTensor> weights) {
        StringBuilder problems = new StringBuilder();
        shapes.forEach((name, shape) -> {
            StoredTensor tensor = weights.get(name);
            if (tensor == null) {
                problems.append(name).append(" is missing; ");
            } else if (!Arrays.equals(tensor.shape(), shape)) {
                problems.append(name).append(" has shape ").append(Arrays.toString(tensor.shape())).append(" instead of ")
                        .append(Arrays.toString(shape)).append("; ");
            } else if (tensor.type() != TensorType.F32) {
                problems.append(name).append(" is ").append(tensor.type()).append(", not F32; ");
            }
        });
        if (!problems.isEmpty()) {
            throw new EngineException(
                    "The weights do not fit the model",
                    problems.substring(0, problems.length() - 2),
                    "Use the configuration that was saved with these weights.");
        }
    }
}
