package org.bertrim.engine.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;

/**
 * The exact shape of one network: an encoder whose layers may differ in heads and neurons and may share parameters, with a head.
 *
 * <p>BERT, RoBERTa, DistilBERT and ALBERT are all of this form.
 *
 * @param hidden hidden units H
 * @param headSize units of one attention head d
 * @param heads attention heads of each layer
 * @param feedForward feed-forward neurons of each layer
 * @param sets which set of parameters each layer uses, numbered from 0 in the order in which they are first used; layers that share one
 *     have equal heads and neurons
 * @param vocabulary rows of the word embedding V
 * @param positions rows of the position embedding, the longest sequence
 * @param types rows of the segment embedding; a single one serves every segment
 * @param layerNormEpsilon added to the variance in layer norms
 * @param variant how its functions differ from plain BERT's
 * @param head what stands on the encoder
 * @param outputs classes, or 1 for regression; 2 of a span head
 */
public record BertConfig(
        int hidden,
        int headSize,
        List<Integer> heads,
        List<Integer> feedForward,
        List<Integer> sets,
        int vocabulary,
        int positions,
        int types,
        double layerNormEpsilon,
        Variant variant,
        Head head,
        int outputs)
        implements NetworkConfig {

    /** Start and end. */
    private static final int SPAN_OUTPUTS = 2;

    /** Checks that the lists name the same layers, and that layers of one set are equal. */
    public BertConfig {
        heads = List.copyOf(heads);
        feedForward = List.copyOf(feedForward);
        sets = List.copyOf(sets);
        if (heads.size() != feedForward.size() || heads.size() != sets.size() || heads.isEmpty()) {
            throw new IllegalArgumentException(
                    "heads " + heads + ", neurons " + feedForward + " and sets " + sets + " name other layers");
        }
        int known = 0;
        for (int i = 0; i < sets.size(); i++) {
            int first = sets.indexOf(sets.get(i));
            if (sets.get(i) < 0 || sets.get(i) > known) {
                throw new IllegalArgumentException("sets are numbered from 0 as they come: " + sets);
            }
            known = Math.max(known, sets.get(i) + 1);
            if (!heads.get(i).equals(heads.get(first)) || !feedForward.get(i).equals(feedForward.get(first))) {
                throw new IllegalArgumentException("layers " + first + " and " + i + " share parameters and differ in size");
            }
        }
        if (head == Head.SPAN && outputs != SPAN_OUTPUTS) {
            throw new IllegalArgumentException("a span head has 2 outputs, not " + outputs);
        }
    }

    /** A plain BERT of this shape with equal layers and a classifier of {@code outputs} outputs. */
    public static BertConfig of(ModelShape shape, double layerNormEpsilon, int outputs) {
        return new BertConfig(
                shape.hidden(),
                shape.headSize(),
                Collections.nCopies(shape.layers(), shape.heads()),
                Collections.nCopies(shape.layers(), shape.feedForward()),
                unshared(shape.layers()),
                shape.vocabulary(),
                shape.positions(),
                shape.types(),
                layerNormEpsilon,
                Variant.BERT,
                Head.CLASSIFIER,
                outputs);
    }

    /** The sets of layers that share nothing. */
    public static List<Integer> unshared(int layers) {
        return IntStream.range(0, layers).boxed().toList();
    }

    /** Number of layers L that a token goes through. */
    public int layers() {
        return heads.size();
    }

    /** Number of parameter sets, which is that of layers where none are shared. */
    public int setCount() {
        return Collections.max(sets) + 1;
    }

    /** The first layer that uses a parameter set. */
    public int firstLayerOf(int set) {
        return sets.indexOf(set);
    }

    /** Width E of the token tables. */
    public int embedding() {
        return projected() ? variant.embedding() : hidden;
    }

    /** Whether a linear layer follows the embeddings. */
    public boolean projected() {
        return variant.embedding() > 0;
    }

    /** The largest layer's shape, which is every layer's where all are equal. */
    public ModelShape shape() {
        return new ModelShape(
                layers(),
                hidden,
                Collections.max(heads),
                Collections.max(feedForward),
                vocabulary,
                positions,
                types,
                embedding());
    }

    /** The same network with a classifier of so many outputs. */
    public BertConfig withOutputs(int count) {
        return with(heads, feedForward, sets, variant, Head.CLASSIFIER, count);
    }

    /** The same network with a span head. */
    public BertConfig withSpans() {
        return with(heads, feedForward, sets, variant, Head.SPAN, SPAN_OUTPUTS);
    }

    /** The same network with functions of another variant. */
    public BertConfig withVariant(Variant other) {
        return with(heads, feedForward, sets, other, head, outputs);
    }

    /** The same network whose layers share parameters like this. */
    public BertConfig withSets(List<Integer> other) {
        return with(heads, feedForward, other, variant, head, outputs);
    }

    /** The same network with so many heads in every layer. */
    public BertConfig withHeads(int count) {
        return with(Collections.nCopies(layers(), count), feedForward, sets, variant, head, outputs);
    }

    /** The same network with only its first {@code count} layers. */
    public BertConfig firstLayers(int count) {
        return with(heads.subList(0, count), feedForward.subList(0, count), sets.subList(0, count), variant, head, outputs);
    }

    /**
     * The network that {@code part} takes out of this one. Its layers share parameters where they did and are cut alike; a shared layer that
     * is cut in two ways becomes two.
     */
    public BertConfig of(Network part) {
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        List<Integer> kept = IntStream.range(0, part.layers().size())
                .mapToObj(k -> {
                    List<Integer> key = List.of(
                            sets.get(part.layers().get(k)), part.heads().get(k), part.feedForward().get(k));
                    numbers.putIfAbsent(key, numbers.size());
                    return numbers.get(key);
                })
                .toList();
        return with(part.heads(), part.feedForward(), kept, variant, head, outputs);
    }

    private BertConfig with(
            List<Integer> newHeads,
            List<Integer> newFeedForward,
            List<Integer> newSets,
            Variant newVariant,
            Head newHead,
            int newOutputs) {
        return new BertConfig(
                hidden,
                headSize,
                newHeads,
                newFeedForward,
                newSets,
                vocabulary,
                positions,
                types,
                layerNormEpsilon,
                newVariant,
                newHead,
                newOutputs);
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
