package org.bertrim.engine.teacher;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hugging Face's names for the variables of Google's BERT, as its authors' code and their TensorFlow Hub modules name them. What else
 * stands in a checkpoint, as the optimizer's moments, has none.
 */
final class TensorFlowNames {

    private static final Pattern LAYER = Pattern.compile("bert/encoder/layer_(\\d{1,4})/(.+)");

    /** What stands below a layer, a pooler or a head, up to the last part of the name. */
    private static final Pattern MODULE = Pattern.compile(
            "attention/self/(?:query|key|value)|attention/output/(?:dense|LayerNorm)|intermediate/dense|output/(?:dense|LayerNorm)");

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("bert/embeddings/word_embeddings", "bert.embeddings.word_embeddings.weight"),
            Map.entry("bert/embeddings/position_embeddings", "bert.embeddings.position_embeddings.weight"),
            Map.entry("bert/embeddings/token_type_embeddings", "bert.embeddings.token_type_embeddings.weight"),
            Map.entry("bert/embeddings/LayerNorm/gamma", "bert.embeddings.LayerNorm.weight"),
            Map.entry("bert/embeddings/LayerNorm/beta", "bert.embeddings.LayerNorm.bias"),
            Map.entry("bert/pooler/dense/kernel", "bert.pooler.dense.weight"),
            Map.entry("bert/pooler/dense/bias", "bert.pooler.dense.bias"),
            Map.entry("cls/predictions/transform/dense/kernel", "cls.predictions.transform.dense.weight"),
            Map.entry("cls/predictions/transform/dense/bias", "cls.predictions.transform.dense.bias"),
            Map.entry("cls/predictions/transform/LayerNorm/gamma", "cls.predictions.transform.LayerNorm.weight"),
            Map.entry("cls/predictions/transform/LayerNorm/beta", "cls.predictions.transform.LayerNorm.bias"),
            Map.entry("cls/predictions/output_bias", "cls.predictions.bias"),
            Map.entry("cls/seq_relationship/output_weights", "cls.seq_relationship.weight"),
            Map.entry("cls/seq_relationship/output_bias", "cls.seq_relationship.bias"),
            Map.entry("cls/squad/output_weights", "qa_outputs.weight"),
            Map.entry("cls/squad/output_bias", "qa_outputs.bias"),
            Map.entry("output_weights", "classifier.weight"),
            Map.entry("output_bias", "classifier.bias"));

    private TensorFlowNames() {}

    /**
     * A variable under its other name.
     *
     * @param name of Hugging Face
     * @param kernel whether the variable is stored (in, out) and so to be transposed
     */
    record Known(String name, boolean kernel) {}

    /** The other name of a variable, empty if it is no parameter of BERT. */
    static Optional<Known> of(String variable) {
        String plain = variable.startsWith("module/") ? variable.substring("module/".length()) : variable;
        boolean kernel = plain.endsWith("/kernel");
        String other = OTHERS.get(plain);
        if (other != null) {
            return Optional.of(new Known(other, kernel));
        }
        Matcher layer = LAYER.matcher(plain);
        if (!layer.matches()) {
            return Optional.empty();
        }
        String path = layer.group(2);
        int last = path.lastIndexOf('/');
        String part = switch (path.substring(last + 1)) {
            case "kernel", "gamma" -> "weight";
            case "bias", "beta" -> "bias";
            default -> "";
        };
        if (last < 0 || part.isEmpty() || !MODULE.matcher(path.substring(0, last)).matches()) {
            return Optional.empty();
        }
        String module = path.substring(0, last).replace('/', '.');
        return Optional.of(new Known("bert.encoder.layer." + layer.group(1) + "." + module + "." + part, kernel));
    }
}
