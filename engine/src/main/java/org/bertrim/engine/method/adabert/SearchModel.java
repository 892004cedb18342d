package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.model.Operation;
import org.bertrim.engine.model.Trainable;

/** A network of cells with the logits of its depth and of its edges' operations. */
final class SearchModel implements Trainable, AutoCloseable {

    /** Logits of the depths 1 to K_max. */
    static final String DEPTH = "architecture.depth";
    /** Logits of each edge's candidates (E, O). */
    static final String EDGES = "architecture.edges";

    /** The authors' release draws initial logits from N(0, 0.001²). */
    private static final double INITIAL_DEVIATION = 1e-3;

    private final NDManager manager;
    private final CellModel cells;
    private final Map<String, NDArray> architecture = new LinkedHashMap<>();
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    /**
     * A search network.
     *
     * @param weights of the cells with their token tables
     * @param seed of the initial logits
     */
    SearchModel(NDManager parent, CellConfig config, Map<String, StoredTensor> weights, long seed) {
        this.cells = new CellModel(parent, config, weights);
        this.manager = parent.newSubManager();
        Random random = new Random(seed);
        architecture.put(DEPTH, logits(random, config.depth()));
        architecture.put(EDGES, logits(random, config.edges().size(), config.candidates()));
        parameters.putAll(cells.parameters());
        parameters.putAll(architecture);
    }

    private NDArray logits(Random random, int... shape) {
        long[] lengths = Arrays.stream(shape).asLongStream().toArray();
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * INITIAL_DEVIATION);
        }
        try (NDArray wrapped = manager.create(values, new Shape(lengths))) {
            return wrapped.duplicate();
        }
    }

    CellModel cells() {
        return cells;
    }

    /** The architecture's own logits by name, last in {@link #parameters()}. */
    Map<String, NDArray> architecture() {
        return architecture;
    }

    /** What the logits come to. */
    Architecture derive(boolean zeroRanked) {
        return Derivation.of(
                architecture.get(DEPTH).toFloatArray(),
                architecture.get(EDGES).toFloatArray(),
                candidates(),
                cells.config().nodes(),
                zeroRanked);
    }

    /** Candidates of every edge. */
    List<Operation> candidates() {
        return cells.config().edges().get(0).candidates();
    }

    /** The chances of depths and operations to be drawn, softmax(θ). */
    Event.ArchitectureSampled describe(String stage, long step, double temperature) {
        float[] edges = architecture.get(EDGES).toFloatArray();
        int count = candidates().size();
        List<String> words = candidates().stream().map(Operation::word).toList();
        List<Event.Edge> described = new ArrayList<>();
        for (int e = 0; e < cells.config().edges().size(); e++) {
            float[] logits = Arrays.copyOfRange(edges, e * count, (e + 1) * count);
            CellConfig.CellEdge edge = cells.config().edges().get(e);
            described.add(new Event.Edge(edge.from(), edge.to(), words, list(Derivation.softmax(logits))));
        }
        return new Event.ArchitectureSampled(
                stage, step, temperature, list(Derivation.softmax(architecture.get(DEPTH).toFloatArray())), described);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    @Override
    public boolean decays(String name) {
        return true;
    }

    @Override
    public void changed() {}

    @Override
    public Map<String, StoredTensor> store() {
        Map<String, StoredTensor> stored = cells.store();
        architecture.forEach((name, array) -> stored.put(name, BertModel.stored(array)));
        return stored;
    }

    @Override
    public void load(Map<String, StoredTensor> weights) {
        cells.load(weights);
        architecture.forEach((name, array) -> array.set(weights.get(name).data().asFloatBuffer()));
    }

    @Override
    public void close() {
        cells.close();
        manager.close();
    }
}
