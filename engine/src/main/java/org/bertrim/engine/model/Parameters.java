package org.bertrim.engine.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and shapes of a network's parameters in the order in which the kernels take them; the names are Hugging Face's for
 * {@code BertForSequenceClassification}.
 */
public final class Parameters {

    /** Parameters before the first layer. */
    public static final int PREFIX = 5;
    /** Parameters of one layer. */
    public static final int PER_LAYER = 16;

    private static final String EMBEDDINGS = "bert.embeddings.";

    private Parameters() {}

    /** Name to shape (rows, columns) or (length), in kernel order. */
    public static Map<String, long[]> of(BertConfig c) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        long h = c.hidden();
        shapes.put(EMBEDDINGS + "word_embeddings.weight", new long[] {c.vocabulary(), h});
        shapes.put(EMBEDDINGS + "position_embeddings.weight", new long[] {c.positions(), h});
        shapes.put(EMBEDDINGS + "token_type_embeddings.weight", new long[] {c.types(), h});
        norm(shapes, EMBEDDINGS + "LayerNorm", h);
        for (int i = 0; i < c.layers(); i++) {
            String layer = layer(i);
            long a = (long) c.heads().get(i) * c.headSize();
            long f = c.feedForward().get(i);
            linear(shapes, layer + "attention.self.query", a, h);
            linear(shapes, layer + "attention.self.key", a, h);
            linear(shapes, layer + "attention.self.value", a, h);
            linear(shapes, layer + "attention.output.dense", h, a);
            norm(shapes, layer + "attention.output.LayerNorm", h);
            linear(shapes, layer + "intermediate.dense", f, h);
            linear(shapes, layer + "output.dense", h, f);
            norm(shapes, layer + "output.LayerNorm", h);
        }
        linear(shapes, "bert.pooler.dense", h, h);
        linear(shapes, "classifier", c.outputs(), h);
        return shapes;
    }

    /** Prefix of the names of layer {@code i}, counted from 0. */
    public static String layer(int i) {
        return "bert.encoder.layer." + i + ".";
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
