package org.bertrim.engine.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and shapes of a network's parameters in the order in which the kernels take them. The names are Hugging Face's for
 * {@code BertForSequenceClassification} and {@code BertForQuestionAnswering}, whatever architecture a checkpoint was; what BERT does not
 * have, the linear layer after factorised embeddings, is named as Hugging Face's ELECTRA names it.
 */
public final class Parameters {

    /** Rows of the word embedding (V, E). */
    public static final String WORDS = "bert.embeddings.word_embeddings.weight";
    /** Rows of the position embedding. */
    public static final String POSITIONS = "bert.embeddings.position_embeddings.weight";
    /** The pooler's linear layer; {@code .weight} (H, H) and {@code .bias} follow. */
    public static final String POOLER = "bert.pooler.dense";
    /** The classifier's; (C, H). */
    public static final String CLASSIFIER = "classifier";
    /** The span head's; (2, H). */
    public static final String SPANS = "qa_outputs";

    private static final int PREFIX = 5;
    private static final int PREFIX_WITH_PROJECTION = 7;
    private static final String ENCODER = "bert.encoder.";

    private Parameters() {}

    /** Name to shape (rows, columns) or (length), in kernel order. */
    public static Map<String, long[]> of(BertConfig c) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        long h = c.hidden();
        long e = c.embedding();
        shapes.put(WORDS, new long[] {c.vocabulary(), e});
        shapes.put(POSITIONS, new long[] {c.positions(), e});
        shapes.put("bert.embeddings.token_type_embeddings.weight", new long[] {c.types(), e});
        norm(shapes, "bert.embeddings.LayerNorm", e);
        if (c.projected()) {
            linear(shapes, "bert.embeddings_project", h, e);
        }
        for (int set = 0; set < c.setCount(); set++) {
            String layer = layer(set);
            long a = (long) c.heads().get(c.firstLayerOf(set)) * c.headSize();
            long f = c.feedForward().get(c.firstLayerOf(set));
            linear(shapes, layer + "attention.self.query", a, h);
            linear(shapes, layer + "attention.self.key", a, h);
            linear(shapes, layer + "attention.self.value", a, h);
            linear(shapes, layer + "attention.output.dense", h, a);
            norm(shapes, layer + "attention.output.LayerNorm", h);
            linear(shapes, layer + "intermediate.dense", f, h);
            linear(shapes, layer + "output.dense", h, f);
            norm(shapes, layer + "output.LayerNorm", h);
        }
        if (c.head() == Head.CLASSIFIER) {
            linear(shapes, POOLER, h, h);
            linear(shapes, CLASSIFIER, c.outputs(), h);
        } else {
            linear(shapes, SPANS, c.outputs(), h);
        }
        return shapes;
    }

    /** Parameters before those of the layers. */
    static int prefix(BertConfig config) {
        return config.projected() ? PREFIX_WITH_PROJECTION : PREFIX;
    }

    /** Prefix of the names of a parameter set, counted from 0; where layers share nothing it has the layer's number. */
    public static String layer(int set) {
        return ENCODER + "layer." + set + ".";
    }

    /** The parameter set that a name of a layer's parameter says, see {@link #layer}. */
    public static int set(String name) {
        int start = ENCODER.length() + "layer.".length();
        return Integer.parseInt(name.substring(start, name.indexOf('.', start)));
    }

    /** Whether it belongs to a layer rather than to embeddings or head. */
    public static boolean inLayers(String name) {
        return name.startsWith(ENCODER);
    }

    /** Whether it belongs to a head, which a checkpoint need not have. */
    public static boolean inHead(String name) {
        return name.startsWith(POOLER + ".") || name.startsWith(CLASSIFIER + ".") || name.startsWith(SPANS + ".");
    }

    /** Whether AdamW decays this parameter: matrices and tables, but no bias and no layer norm. */
    public static boolean decays(String name) {
        return !name.endsWith(".bias") && !name.contains("LayerNorm");
    }

    private static void linear(Map<String, long[]> shapes, String name, long out, long in) {
        shapes.put(name + ".weight", new long[] {out, in});
        shapes.put(name + ".bias", new long[] {out});
    }

    private static void norm(Map<String, long[]> shapes, String name, long size) {
        shapes.put(name + ".weight", new long[] {size});
        shapes.put(name + ".bias", new long[] {size});
    }
}
