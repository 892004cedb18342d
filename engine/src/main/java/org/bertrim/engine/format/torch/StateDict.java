package org.bertrim.engine.format.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.UnusableFile;

/**
 * The parameters that a file of PyTorch holds: its dictionary of tensors, or the one inside a checkpoint of a training.
 *
 * @param tensors by name, those of real numbers only
 */
record StateDict(Map<String, TorchTensor> tensors) {

    private static final List<String> NESTS = List.of("state_dict", "model_state_dict", "model");

    /** Finds the tensors in what a pickle built. */
    static StateDict of(Object value) throws UnusableFile {
        Map<String, TorchTensor> tensors = tensors(value);
        if (tensors.isEmpty() && value instanceof Map<?, ?> outer) {
            for (String nest : NESTS) {
                if (tensors.isEmpty() && outer.get(nest) != null) {
                    tensors = tensors(outer.get(nest));
                }
            }
        }
        if (tensors.isEmpty()) {
            throw new UnusableFile(
                    "it holds no dictionary of tensors", "Save the model's state_dict() with torch.save, or as safetensors.");
        }
        return new StateDict(tensors);
    }

    private static Map<String, TorchTensor> tensors(Object value) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (name instanceof String text && each instanceof TorchTensor tensor && tensor.storage().type() != null) {
                    tensors.put(text, tensor);
                }
            });
        }
        return tensors;
    }

    /** Shapes by name. */
    Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }

    /** The tensors of each storage, by its key. */
    Map<String, Map<String, TorchTensor>> byStorage() {
        Map<String, Map<String, TorchTensor>> views = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                views.computeIfAbsent(tensor.storage().key(), key -> new LinkedHashMap<>()).put(name, tensor));
        return views;
    }
}
