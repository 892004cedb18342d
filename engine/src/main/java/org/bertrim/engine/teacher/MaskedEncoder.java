package org.bertrim.engine.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.MaskedHead;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;

/** A teacher's encoder with the head of its masked language model on the device, in float32. */
final class MaskedEncoder implements AutoCloseable {

    private final NDManager manager;
    private final BertModel model;
    private final Network network;
    private final List<NDArray> transform = new ArrayList<>();

    /** Puts the weights of a teacher on the device that has such a head, see {@link MaskedLanguageModel#has}. */
    MaskedEncoder(NDManager parent, Teacher teacher) {
        this.manager = parent.newSubManager();
        BertConfig config = teacher.config().withOutputs(1);
        this.model = new BertModel(manager, config, teacher.initialised(config, 0), Precision.FLOAT32); // its classifier is not used
        this.network = Network.full(config);
        MaskedHead.of(config).keySet().forEach(name -> {
            if (!name.equals(MaskedHead.BIAS)) {
                transform.add(aligned(teacher.weights().get(name)));
            }
        });
        StoredTensor own = teacher.weights().get(MaskedHead.DECODER);
        transform.add(own == null ? model.parameters().get(Parameters.WORDS) : aligned(own));
    }

    /** In PyTorch's own memory: it is aligned, and sums depend on the alignment in their last bits. */
    private NDArray aligned(StoredTensor tensor) {
        try (NDArray wrapped = manager.create(tensor.data().asFloatBuffer(), new Shape(tensor.shape()))) {
            return wrapped.duplicate();
        }
    }

    /** The head with a bias of each piece, -inf for those that are not wanted; close it. */
    Value head(float... bias) {
        List<NDArray> head = new ArrayList<>(transform);
        head.add(aligned(StoredTensor.floats(new long[] {bias.length}, bias)));
        return Value.list(head);
    }

    /** Ids (B, count) of the most likely pieces at one position (B) of each row; close it. */
    Value likely(Inputs inputs, NDArray at, Value head, int count) {
        try (ForwardPass pass = model.infer(network, inputs);
                Value states = pass.states(network.layers().size());
                Value last = Kernels.element(states, 0)) {
            return Kernels.maskedWords(last, at, head, model.config().layerNormEpsilon(), count, activation());
        }
    }

    /** Logits (B, V) of all pieces at one position (B) of each row; close it. */
    Value logits(Inputs inputs, NDArray at, Value head) {
        try (ForwardPass pass = model.infer(network, inputs);
                Value states = pass.states(network.layers().size());
                Value last = Kernels.element(states, 0)) {
            return Kernels.maskedLogits(last, at, head, model.config().layerNormEpsilon(), activation());
        }
    }

    private int activation() {
        return model.config().variant().activation().number();
    }

    @Override
    public void close() {
        model.close();
        manager.close();
    }
}
