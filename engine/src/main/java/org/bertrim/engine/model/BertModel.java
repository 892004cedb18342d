package org.bertrim.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.jspecify.annotations.Nullable;

/**
 * A BERT encoder, or one of its family, with a head, whose width and depth are chosen anew at each pass (Devlin et al. 2019; elastic form:
 * Hou et al. 2020).
 *
 * <p>Weights are float32. With {@link Precision#BFLOAT16} the encoder's matrices have a second copy in that precision, refreshed after
 * each change.
 */
public final class BertModel implements Trainable, OpenNetwork {

    private final BertConfig config;
    private final int prefix;
    private final Precision precision;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Value list;
    private final Value noHeadMasks = Value.list(List.of());
    private @Nullable Value matrices;
    private boolean stale;

    /**
     * Puts weights on the device.
     *
     * @throws EngineException if a tensor is missing or has another shape, naming each
     */
    public BertModel(NDManager parent, BertConfig config, Map<String, StoredTensor> weights, Precision precision) {
        this(parent, config, weights, precision, DataType.FLOAT32);
    }

    /**
     * A model whose weights and products are float64, for proofs in which the order of sums must not show: {@link #infer} only.
     *
     * @throws EngineException if a tensor is missing or has another shape, naming each
     */
    public static BertModel inDoublePrecision(NDManager parent, BertConfig config, Map<String, StoredTensor> weights) {
        return new BertModel(parent, config, weights, Precision.FLOAT32, DataType.FLOAT64);
    }

    private BertModel(
            NDManager parent, BertConfig config, Map<String, StoredTensor> weights, Precision precision, DataType type) {
        TensorShapes.require(Parameters.of(config), weights);
        this.config = config;
        this.prefix = Parameters.prefix(config);
        this.precision = precision;
        this.manager = parent.newSubManager();
        Parameters.of(config).forEach((name, shape) -> {
            NDArray array;
            // a copy in PyTorch's own memory: it is aligned, and sums depend on the alignment in their last bits
            try (NDArray wrapped = manager.create(weights.get(name).data().asFloatBuffer(), new Shape(shape))) {
                array = type == DataType.FLOAT32 ? wrapped.duplicate() : wrapped.toType(type, true);
            }
            array.setName(name);
            parameters.put(name, array);
        });
        this.list = Value.list(List.copyOf(parameters.values()));
    }

    /** The exact shape. */
    public BertConfig config() {
        return config;
    }

    /** Precision of the encoder's products. */
    public Precision precision() {
        return precision;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    /** All parameters as one list for the kernels; owned by this model. */
    public Value parameterList() {
        return list;
    }

    @Override
    public boolean decays(String name) {
        return Parameters.decays(name);
    }

    @Override
    public void changed() {
        stale = true;
    }

    @Override
    public Map<String, StoredTensor> store() {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        parameters.forEach((name, array) -> stored.put(name, stored(array)));
        return stored;
    }

    /** Copies a float32 array out. */
    public static StoredTensor stored(NDArray array) {
        ByteBuffer data = array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer copy = ByteBuffer.allocate(data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        copy.put(data).flip();
        return new StoredTensor(TensorType.F32, array.getShape().getShape(), copy);
    }

    @Override
    public void load(Map<String, StoredTensor> weights) {
        TensorShapes.require(Parameters.of(config), weights);
        parameters.forEach((name, array) -> array.set(weights.get(name).data().asFloatBuffer()));
        changed();
    }

    @Override
    public int outputs() {
        return config.outputs();
    }

    @Override
    public Head head() {
        return config.head();
    }

    @Override
    public Ready ready(NDManager parent, int rows, int tokens, long[] ids, long[] types, float[] mask) {
        return as(Network.full(config)).ready(parent, rows, tokens, ids, types, mask);
    }

    /** A part of this model that closes the whole with itself. */
    public OpenNetwork part(Network network) {
        Classifier part = as(network);
        return new OpenNetwork() {
            @Override
            public int outputs() {
                return part.outputs();
            }

            @Override
            public Head head() {
                return part.head();
            }

            @Override
            public Ready ready(NDManager parent, int rows, int tokens, long[] ids, long[] types, float[] mask) {
                return part.ready(parent, rows, tokens, ids, types, mask);
            }

            @Override
            public void close() {
                BertModel.this.close();
            }
        };
    }

    /** A part of this model. */
    public Classifier as(Network network) {
        return new Classifier() {
            @Override
            public int outputs() {
                return config.outputs();
            }

            @Override
            public Head head() {
                return config.head();
            }

            @Override
            public Ready ready(NDManager parent, int rows, int tokens, long[] ids, long[] types, float[] mask) {
                Inputs inputs = Inputs.of(parent, rows, tokens, ids, types, mask);
                return new Ready() {
                    @Override
                    public float[] logits() {
                        try (ForwardPass pass = infer(network, inputs)) {
                            return pass.logits().floats(parent);
                        }
                    }

                    @Override
                    public void close() {
                        inputs.close();
                    }
                };
            }
        };
    }

    /** Runs a part of the model without recording gradients and without dropout. */
    public ForwardPass infer(Network network, Inputs inputs) {
        return pass(network, inputs, 0, false, noHeadMasks);
    }

    /** Runs a part of the model so that {@link ForwardPass#backward} can follow. */
    public ForwardPass train(Network network, Inputs inputs, double dropout) {
        return pass(network, inputs, dropout, true, noHeadMasks);
    }

    /** As {@link #train} without dropout, each layer's heads scaled by one tensor (heads) of {@code headMasks}. */
    public ForwardPass train(Network network, Inputs inputs, Value headMasks) {
        return pass(network, inputs, 0, true, headMasks);
    }

    private ForwardPass pass(Network network, Inputs inputs, double dropout, boolean train, Value headMasks) {
        int[] sets = network.layers().stream().mapToInt(layer -> config.sets().get(layer)).toArray();
        Value leaves = Kernels.slice(
                list,
                matrices(),
                inputs.rows(train),
                sets,
                network.headArray(),
                network.feedForwardArray(),
                config.headSize(),
                prefix,
                train);
        try {
            Value outputs = Kernels.encode(
                    leaves,
                    inputs.ids(train),
                    inputs.types(),
                    inputs.mask(),
                    network.layers().size(),
                    config.headSize(),
                    config.layerNormEpsilon(),
                    dropout,
                    precision,
                    headMasks,
                    prefix,
                    config.variant().activation().number(),
                    config.variant().pooler().number());
            return new ForwardPass(leaves, outputs, inputs, sets, prefix);
        } catch (RuntimeException e) {
            leaves.close();
            throw e;
        }
    }

    private Value matrices() {
        if (precision == Precision.FLOAT32) {
            return list;
        }
        if (matrices == null) {
            matrices = Kernels.castMatrices(list, prefix);
        } else if (stale) {
            Kernels.recastMatrices(list, matrices);
        }
        stale = false;
        return matrices;
    }

    @Override
    public void close() {
        list.close();
        noHeadMasks.close();
        if (matrices != null) {
            matrices.close();
        }
        manager.close();
    }
}
