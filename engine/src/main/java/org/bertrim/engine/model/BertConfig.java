package org.bertrim.engine.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;

/**
 * The exact shape of one network: an encoder whose layers may differ in heads and neurons, with a pooler and an output layer.
 *
 * @param hidden hidden units H
 * @param headSize units of one attention head d
 * @param heads attention heads of each layer
 * @param feedForward feed-forward neurons of each layer
 * @param vocabulary rows of the word embedding V
 * @param positions rows of the position embedding
 * @param types rows of the segment embedding
 * @param layerNormEpsilon added to the variance in layer norms
 * @param outputs classes, or 1 for regression
 */
public record BertConfig(
        int hidden,
        int headSize,
        List<Integer> heads,
        List<Integer> feedForward,
        int vocabulary,
        int positions,
        int types,
        double layerNormEpsilon,
        int outputs)
        implements NetworkConfig {

    /** Checks that both lists name the same layers. */
    public BertConfig {
        heads = List.copyOf(heads);
        feedForward = List.copyOf(feedForward);
        if (heads.size() != feedForward.size() || heads.isEmpty()) {
            throw new IllegalArgumentException("heads " + heads + " and neurons " + feedForward + " name other layers");
        }
    }

    /** A network of this shape with equal layers and {@code outputs} outputs. */
    public static BertConfig of(ModelShape shape, double layerNormEpsilon, int outputs) {
        return new BertConfig(
                shape.hidden(),
                shape.headSize(),
                Collections.nCopies(shape.layers(), shape.heads()),
                Collections.nCopies(shape.layers(), shape.feedForward()),
                shape.vocabulary(),
                shape.positions(),
                shape.types(),
                layerNormEpsilon,
                outputs);
    }

    /** Number of layers L. */
    public int layers() {
        return heads.size();
    }

    /** The largest layer's shape, which is every layer's where all are equal. */
    public ModelShape shape() {
        return new ModelShape(
                layers(), hidden, Collections.max(heads), Collections.max(feedForward), vocabulary, positions, types);
    }

    /** The same network with another number of outputs. */
    public BertConfig withOutputs(int count) {
        return new BertConfig(
                hidden, headSize, heads, feedForward, vocabulary, positions, types, layerNormEpsilon, count);
    }

    /** The network that {@code part} takes out of this one. */
    public BertConfig of(Network part) {
        return new BertConfig(
                hidden,
                headSize,
                part.heads(),
                part.feedForward(),
                vocabulary,
                positions,
                types,
                layerNormEpsilon,
                outputs);
    }

    @Override
    public Map<String, long[]> tensors() {
        return Parameters.of(this);
    }

    @Override
    public ObjectNode json() {
        return BertConfigJson.write(this);
    }

    @Override
    public OpenNetwork open(NDManager manager, Map<String, StoredTensor> weights, Precision precision) {
        return new BertModel(manager, this, weights, precision);
    }
}
