package org.bertrim.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.CellKernels.Norm;
import org.bertrim.engine.kernel.CellKernels.Plan;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.CellConfig.CellEdge;

/**
 * A network of convolutional cells (AdaBERT, Chen et al. 2020, section 3.1), searched or small; see {@link CellConfig}.
 *
 * <p>Everything is float32. Token tables of another width than the cells are the teacher's: they do not learn and are not stored. Where
 * the network is small its own tables learn.
 */
public final class CellModel implements Trainable, OpenNetwork {

    private final CellConfig config;
    private final NDManager manager;
    private final Map<String, NDArray> all = new LinkedHashMap<>();
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Value list;
    private final Value noGates = Value.list(List.of());
    private final int[] learning;
    /** Whether the token tables learn. */
    private final boolean tables;
    private final int[] nothing;

    /**
     * Which cells run, and with which operations.
     *
     * @param depth cells K
     * @param selected for each edge of the configuration the number of its candidate, below 0 for none
     */
    public record Choice(int depth, int[] selected) {}

    /**
     * Puts weights on the device.
     *
     * @throws org.bertrim.engine.format.EngineException if a tensor is missing or has another shape, naming each
     */
    public CellModel(NDManager parent, CellConfig config, Map<String, StoredTensor> weights) {
        this(parent, config, weights, DataType.FLOAT32, true);
    }

    /** The same; where {@code tables} is false the token tables stay as they are in training. */
    public static CellModel learning(NDManager parent, CellConfig config, Map<String, StoredTensor> weights, boolean tables) {
        return new CellModel(parent, config, weights, DataType.FLOAT32, tables);
    }

    /** The same in float64, for proofs in which the order of sums must not show; it cannot be stored. */
    public static CellModel inDoublePrecision(NDManager parent, CellConfig config, Map<String, StoredTensor> weights) {
        return new CellModel(parent, config, weights, DataType.FLOAT64, true);
    }

    private CellModel(NDManager parent, CellConfig config, Map<String, StoredTensor> weights, DataType type, boolean tables) {
        TensorShapes.require(config.tensors(), weights);
        this.config = config;
        this.tables = tables && !config.projected();
        this.manager = parent.newSubManager();
        config.tensors().forEach((name, shape) -> {
            NDArray array;
            // a copy in PyTorch's own memory: it is aligned, and sums depend on the alignment in their last bits
            try (NDArray wrapped = manager.create(weights.get(name).data().asFloatBuffer(), new Shape(shape))) {
                array = type == DataType.FLOAT32 ? wrapped.duplicate() : wrapped.toType(type, true);
            }
            all.put(name, array);
            if (learns(name)) {
                parameters.put(name, array);
            }
        });
        this.list = Value.list(List.copyOf(all.values()));
        this.learning = all.keySet().stream().mapToInt(name -> learns(name) ? 1 : 0).toArray();
        this.nothing = new int[all.size()];
    }

    private boolean learns(String name) {
        return !CellParameters.isStatistic(name) && (tables || !CellParameters.isTable(name));
    }

    /** The exact shape. */
    public CellConfig config() {
        return config;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    @Override
    public boolean decays(String name) {
        return CellParameters.decays(name);
    }

    @Override
    public void changed() {}

    /** Every array by name, tables and statistics included. */
    public Map<String, NDArray> arrays() {
        return Collections.unmodifiableMap(all);
    }

    @Override
    public Map<String, StoredTensor> store() {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        all.forEach((name, array) -> {
            if (isStored(name)) {
                stored.put(name, BertModel.stored(array));
            }
        });
        return stored;
    }

    @Override
    public void load(Map<String, StoredTensor> weights) {
        Map<String, long[]> shapes = new LinkedHashMap<>(config.tensors());
        shapes.keySet().removeIf(name -> !isStored(name));
        TensorShapes.require(shapes, weights);
        shapes.keySet().forEach(name -> all.get(name).set(weights.get(name).data().asFloatBuffer()));
    }

    private boolean isStored(String name) {
        return !(config.projected() && CellParameters.isTable(name));
    }

    /** The only choice of a small network. */
    public Choice whole() {
        return new Choice(config.depth(), new int[config.edges().size()]);
    }

    /**
     * The choice that an architecture makes in a searched network; edges that it does not keep are left out.
     *
     * @throws IllegalArgumentException if an operation is not among the candidates
     */
    public Choice choice(Architecture architecture) {
        int[] selected = new int[config.edges().size()];
        for (int e = 0; e < selected.length; e++) {
            CellEdge edge = config.edges().get(e);
            Optional<Operation> kept = architecture.edges().stream()
                    .filter(each -> each.from() == edge.from() && each.to() == edge.to())
                    .map(KeptEdge::operation)
                    .findFirst();
            selected[e] = kept.map(edge.candidates()::indexOf).orElse(-1);
            if (kept.isPresent() && selected[e] < 0) {
                throw new IllegalArgumentException(kept.get().word() + " is not a candidate of " + edge);
            }
        }
        return new Choice(architecture.depth(), selected);
    }

    /** Runs without recording gradients and without dropout, normalising as {@code norm} says. */
    public CellPass infer(CellInputs inputs, Choice choice, Norm norm) {
        return pass(inputs, choice, choice.depth(), noGates, false, norm, 0);
    }

    /** Runs the chosen cells so that {@link CellPass#backward} can follow; statistics are the batch's own. */
    public CellPass train(CellInputs inputs, Choice choice, Norm norm, double dropout) {
        return pass(inputs, choice, choice.depth(), noGates, true, norm, dropout);
    }

    /**
     * Runs all cells, the chosen ones so that gradients reach every candidate's gate.
     *
     * @param gates a list of one tensor (edges, candidates), one-hot at the choice
     */
    public CellPass search(CellInputs inputs, Choice choice, Value gates, double dropout) {
        return pass(inputs, choice, config.depth(), gates, true, Norm.BATCH, dropout);
    }

    private CellPass pass(
            CellInputs inputs, Choice choice, int depth, Value gates, boolean train, Norm norm, double dropout) {
        boolean local = train && tables;
        int[] flags = train ? learning : nothing;
        Value leaves = CellKernels.leaves(list, flags, inputs.rows(local));
        try {
            Value logits = CellKernels.forward(
                    leaves,
                    inputs.ids(local),
                    inputs.masks(),
                    plan(choice, depth),
                    gates,
                    norm,
                    dropout,
                    CellConfig.NORM_EPSILON);
            return new CellPass(leaves, flags, inputs.rows(local), logits);
        } catch (RuntimeException e) {
            leaves.close();
            throw e;
        }
    }

    private Plan plan(Choice choice, int depth) {
        return new Plan(
                config.projected(),
                depth,
                config.depth(),
                config.nodes(),
                config.edges().stream().mapToInt(CellEdge::from).toArray(),
                config.edges().stream().mapToInt(CellEdge::to).toArray(),
                config.edges().stream()
                        .flatMap(edge -> edge.candidates().stream())
                        .mapToInt(Operation::ordinal)
                        .toArray(),
                config.candidates(),
                choice.selected(),
                choice.depth(),
                config.everyDepth());
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
        return as(whole()).ready(parent, rows, tokens, ids, types, mask);
    }

    /** This network restricted to a choice, by its stored statistics. */
    public Classifier as(Choice choice) {
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
                CellInputs inputs = CellInputs.of(parent, rows, tokens, ids, types, mask, config.pair());
                return new Ready() {
                    @Override
                    public float[] logits() {
                        try (CellPass pass = infer(inputs, choice, Norm.STORED);
                                Value logits = pass.logits(config.everyDepth() ? choice.depth() : 0)) {
                            return logits.floats(parent);
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

    @Override
    public void close() {
        list.close();
        noGates.close();
        manager.close();
    }
}
