package org.bertrim.engine.teacher.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.MaskedHead;
import org.bertrim.engine.model.NetworkConfig;
import org.bertrim.engine.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint of BERT, RoBERTa, ALBERT or DistilBERT, or an encoder that Bertrim wrote, under our names.
 *
 * @param config its encoder with a classifier of as many outputs as {@code labels} has, 2 if it has none
 * @param labels names of its classifier's classes in their order, one for regression; empty if it has no classifier
 * @param weights encoder by the names of {@link Parameters}; classifier, span head and the head of {@link MaskedHead} where the file has them
 */
public record HuggingFaceModel(BertConfig config, List<String> labels, Map<String, StoredTensor> weights) {

    private static final String OWN = "bertrim";
    /** Heads that are also called classifier and are something else. */
    private static final List<String> OTHER_CLASSIFIERS = List.of("TokenClassification", "MultipleChoice");

    /** What transformers writes of a checkpoint whose matrices are whole numbers. */
    private static final String QUANTISED = "quantization_config";

    private static final String MULTIPLE_LABELS = "multi_label_classification";

    /**
     * The encoder that a {@code config.json} describes; the head in it says nothing.
     *
     * @param source the teacher's, for messages
     * @throws InvalidInput naming everything that is missing, wrong or not known
     */
    public static BertConfig config(JsonNode config, String source) {
        ConfigFields fields = new ConfigFields(config, source);
        BertConfig encoder = family(config, source).encoder(fields);
        fields.finish();
        return encoder;
    }

    /**
     * Brings a checkpoint to our names. Tensors that an encoder does not have are left aside.
     *
     * @param weights float32 tensors by their names in the file
     * @param source the teacher's, for messages
     * @throws InvalidInput naming everything in the configuration that is wrong or not known, or every tensor that is missing or has another
     *     shape
     */
    public static HuggingFaceModel read(JsonNode config, Map<String, StoredTensor> weights, String source) {
        Family family = family(config, source);
        ConfigFields fields = new ConfigFields(config, source);
        BertConfig encoder = family.encoder(fields);
        Names names = family.names(fields);
        int unused = family.unusedPositions(fields);
        boolean masked = family.sameActivationInHead(fields);
        fields.finish();
        FileTensors file = new FileTensors(weights, family.type());
        Map<String, StoredTensor> ours = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        Parameters.of(encoder).forEach((name, shape) -> {
            String own = names.of(name);
            if (Parameters.inHead(name)) {
                return;
            } else if (own == null) {
                absent.add(name);
            } else if (name.equals(Parameters.POSITIONS)) {
                put(ours, name, file.take(own, shape[0] + unused, shape[1]), unused);
            } else {
                put(ours, name, file.take(own, shape), 0);
            }
        });
        List<String> labels = classifier(config, encoder, names, file, ours);
        spans(encoder, names, file, ours);
        if (masked) {
            maskedHead(config, encoder, names, file, ours);
        }
        file.finish(source, config.hasNonNull(QUANTISED));
        BertConfig whole = encoder.withOutputs(labels.isEmpty() ? 2 : labels.size());
        for (String name : absent) {
            ours.put(name, zeros(Parameters.of(encoder).get(name)));
        }
        return new HuggingFaceModel(whole, labels, ours);
    }

    private static Family family(JsonNode config, String source) {
        String type = config.path("model_type").asText();
        if (config.has(OWN)) {
            if (!(NetworkConfig.read(config) instanceof BertConfig)) {
                throw unknown(source, "it is a small network of another kind (" + type + ") and no encoder");
            }
            return new OwnFamily();
        }
        if (type.isEmpty()) {
            return oldFamily(config, source);
        }
        return Family.ALL.stream()
                .filter(family -> family.type().equals(type))
                .findFirst()
                .orElseThrow(() -> unknown(source, "its config.json says model_type " + type));
    }

    /** Early configurations name no type: the class tells it, else the fields, and Google's own BERT has neither. */
    private static Family oldFamily(JsonNode config, String source) {
        String classes = config.path("architectures").path(0).asText();
        if (!classes.isEmpty()) {
            return Family.ALL.stream()
                    .filter(family -> classes.startsWith(family.classes()))
                    .findFirst()
                    .orElseThrow(() -> unknown(source, "its config.json says that it is a " + classes));
        }
        if (config.has("num_hidden_groups")) {
            return new AlbertFamily();
        }
        return config.has("n_layers") && config.has("dim") ? new DistilBertFamily() : new BertFamily();
    }

    private static InvalidInput unknown(String source, String why) {
        return new InvalidInput(
                "The teacher " + source + " could not be opened",
                why,
                "Use an encoder of one of these architectures: "
                        + Family.ALL.stream().map(Family::type).collect(Collectors.joining(", ")) + ".");
    }

    private static void put(
            Map<String, StoredTensor> ours, String name, @Nullable StoredTensor tensor, int unused) {
        if (tensor != null) {
            ours.put(name, unused == 0 ? tensor : behind(tensor, unused));
        }
    }

    /** The rows behind the first ones, without a copy. */
    private static StoredTensor behind(StoredTensor tensor, int rows) {
        long[] shape = tensor.shape();
        int skipped = Math.toIntExact(rows * shape[1] * tensor.type().bytes());
        ByteBuffer rest = tensor.data().position(skipped);
        return new StoredTensor(tensor.type(), new long[] {shape[0] - rows, shape[1]}, rest.slice());
    }

    private static StoredTensor zeros(long[] shape) {
        return new StoredTensor(TensorType.F32, shape, ByteBuffer.allocate(Math.toIntExact(shape[0] * shape[1] * Float.BYTES)));
    }

    /** Takes pooler and classifier; the pooler alone where there is only that. */
    private static List<String> classifier(
            JsonNode config, BertConfig encoder, Names names, FileTensors file, Map<String, StoredTensor> ours) {
        String weight = Parameters.CLASSIFIER + ".weight";
        String classes = config.path("architectures").path(0).asText();
        boolean pooled = file.has(names.of(Parameters.POOLER + ".weight"));
        boolean classified = file.has(names.of(weight))
                && OTHER_CLASSIFIERS.stream().noneMatch(classes::endsWith)
                && !config.path("problem_type").asText().equals(MULTIPLE_LABELS);
        long[] shape = file.shape(names.of(weight));
        int outputs = pooled && classified && shape.length == 2 && shape[0] > 0 && shape[0] < 1 << 16 ? (int) shape[0] : 0;
        Parameters.of(encoder.withOutputs(Math.max(1, outputs))).forEach((name, size) -> {
            boolean pooler = name.startsWith(Parameters.POOLER);
            if (pooler && pooled || name.startsWith(Parameters.CLASSIFIER + ".") && outputs > 0) {
                put(ours, name, file.take(names.of(name), size), 0);
            }
        });
        return outputs == 0 ? List.of() : labels(config, outputs);
    }

    private static List<String> labels(JsonNode config, int outputs) {
        List<String> labels = new ArrayList<>();
        JsonNode own = config.path(OWN).path("labels");
        JsonNode names = config.path("id2label");
        for (int i = 0; i < outputs; i++) {
            labels.add(own.has(i)
                    ? own.get(i).asText()
                    : names.path(Integer.toString(i)).asText(ClassNames.UNNAMED + i));
        }
        return labels;
    }

    private static void spans(BertConfig encoder, Names names, FileTensors file, Map<String, StoredTensor> ours) {
        if (file.has(names.of(Parameters.SPANS + ".weight"))) {
            Parameters.of(encoder.withSpans()).forEach((name, size) -> {
                if (name.startsWith(Parameters.SPANS)) {
                    put(ours, name, file.take(names.of(name), size), 0);
                }
            });
        }
    }

    private static void maskedHead(
            JsonNode config, BertConfig encoder, Names names, FileTensors file, Map<String, StoredTensor> ours) {
        if (!file.has(names.of(MaskedHead.TRANSFORM))) {
            return;
        }
        String decoderBias = MaskedHead.DECODER.replace(".weight", ".bias");
        MaskedHead.of(encoder).forEach((name, size) -> {
            String own = names.of(name);
            boolean inDecoder = name.equals(MaskedHead.BIAS) && !file.has(own) && file.has(names.of(decoderBias));
            put(ours, name, file.take(inDecoder ? names.of(decoderBias) : own, size), 0);
        });
        if (!config.path("tie_word_embeddings").asBoolean(true)) {
            put(ours, MaskedHead.DECODER, file.take(names.of(MaskedHead.DECODER), encoder.vocabulary(), encoder.embedding()), 0);
        }
    }
}
