package org.bertrim.engine.method.dynabert;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.TrainingBatch;

/**
 * How much the loss depends on each head and each feed-forward neuron: the absolute first-order change of the label loss when the unit
 * is removed (DynaBERT section 2.1, after Molchanov et al. 2017 and Voita et al. 2019), summed over batches.
 *
 * <p>Head h of layer l: |∂L/∂m_lh| of a mask m_lh = 1 on its output. Neuron i: |Σ_j W1[i,j]·∂W1[i,j] + b1[i]·∂b1[i]| +
 * |Σ_k W2[k,i]·∂W2[k,i]|. Gradients are taken anew for each batch; the released code lets them pile up, so that early batches dominate
 * and signs cancel.
 *
 * @param heads importance [layer][head]; layers that share parameters have the sum of theirs, as their heads stay or go together
 * @param neurons importance [layer][neuron], likewise
 * @param examples rows that were looked at
 */
record Importance(List<double[]> heads, List<double[]> neurons, long examples) {

    static final int BATCH = 8;

    /** Computes both on {@code rows}, without dropout. */
    static Importance of(BertModel model, TokenRows rows, TaskInfo info, int paddingId, NDManager manager) {
        int layers = model.config().layers();
        List<double[]> heads = new ArrayList<>();
        List<double[]> neurons = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            int first = model.config().firstLayerOf(model.config().sets().get(layer));
            heads.add(first < layer ? heads.get(first) : new double[model.config().heads().get(layer)]);
            neurons.add(first < layer ? neurons.get(first) : new double[model.config().feedForward().get(layer)]);
        }
        int[] sizes = model.config().heads().stream().mapToInt(Integer::intValue).toArray();
        Network full = Network.full(model.config());
        for (int[] indices : Batches.sequential(rows, BATCH)) {
            try (TrainingBatch batch = new TrainingBatch(manager, Batches.of(rows, indices, paddingId), info.kind());
                    Value masks = Kernels.ones(sizes);
                    ForwardPass pass = model.train(full, batch.inputs(), masks);
                    Value loss = batch.labelLoss(pass.logits());
                    Value both = Kernels.joined(masks, pass.leaves());
                    Value gradients = Kernels.gradients(loss, both);
                    Value maskGradients = Kernels.elements(gradients, IntStream.range(0, layers).toArray());
                    Value weightGradients = Kernels.tail(gradients, layers);
                    Value neuronValues = pass.neuronImportance(weightGradients)) {
                for (int layer = 0; layer < layers; layer++) {
                    add(heads.get(layer), maskGradients, layer, manager);
                    add(neurons.get(layer), neuronValues, layer, manager);
                }
            }
        }
        return new Importance(heads, neurons, rows.size());
    }

    private static void add(double[] sums, Value values, int layer, NDManager manager) {
        try (Value element = Kernels.element(values, layer)) {
            float[] floats = element.floats(manager);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += Math.abs(floats[i]);
            }
        }
    }

    /** For each layer the heads from the most to the least important; equal ones stay in their order. */
    int[][] headOrder() {
        return heads.stream().map(Importance::descending).toArray(int[][]::new);
    }

    /** For each layer the neurons from the most to the least important. */
    int[][] neuronOrder() {
        return neurons.stream().map(Importance::descending).toArray(int[][]::new);
    }

    private static int[] descending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
