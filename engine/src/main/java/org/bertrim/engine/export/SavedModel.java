package org.bertrim.engine.export;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.ModelFolder;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.NetworkConfig;
import org.bertrim.engine.model.OpenNetwork;
import org.bertrim.engine.model.Slicer;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.TableSettings;
import org.jspecify.annotations.Nullable;

/**
 * A model folder that was read and checked as a whole.
 *
 * @param config the network's exact shape
 * @param folder weights, {@code config.json} and tokenizer
 */
public record SavedModel(NetworkConfig config, ModelFolder folder) {

    private static final String OWN = "bertrim";

    /**
     * Reads a model folder.
     *
     * @throws EngineException naming the file, key or every tensor that is missing or does not fit
     */
    public static SavedModel open(Path folder) {
        ModelFolder read = ModelFolder.read(folder);
        NetworkConfig config = NetworkConfig.read(read.config());
        List<String> problems = new ArrayList<>();
        config.tensors().forEach((name, shape) -> {
            StoredTensor tensor = read.weights().get(name);
            if (tensor == null) {
                problems.add(name + " is missing");
            } else if (!Arrays.equals(tensor.shape(), shape)) {
                problems.add(name + " has the shape " + Arrays.toString(tensor.shape()) + " instead of "
                        + Arrays.toString(shape));
            } else if (tensor.type() == TensorType.F32 && tensor.firstNotFinite() != null) {
                problems.add(name + " holds " + tensor.firstNotFinite());
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInput(
                    "The model folder " + folder + " could not be used",
                    String.join("; ", problems),
                    "Use config.json and model.safetensors that were saved together.");
        }
        return new SavedModel(config, read);
    }

    /** Names of the classes, empty if the folder does not say or the model predicts a value. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        own().path("labels").forEach(label -> labels.add(label.asText()));
        return labels;
    }

    /** How the data that it learnt from is read, as far as the folder tells: at least which classes there are. */
    public TableSettings learnt() {
        JsonNode table = own().path("table");
        if (table.isObject()) {
            try {
                TableSettings settings = Json.mapper().treeToValue(table, TableSettings.class);
                if (settings.misfits().isEmpty()) {
                    return settings;
                }
            } catch (JsonProcessingException e) {
                return TableSettings.ofClasses(labels()); // what a person has changed by hand need not fit
            }
        }
        boolean unknown = labels().isEmpty() && config.outputs() > 1;
        return unknown ? TableSettings.OPEN : TableSettings.ofClasses(labels());
    }

    /** Longest sequence that the model was trained with. */
    public int maxTokens() {
        return Math.min(config.positions(), own().path("maxTokens").asInt(config.positions()));
    }

    /** How texts were made into the rows that it was trained with. */
    public RowLimits limits() {
        return new RowLimits(maxTokens(), own().path("docStride").asInt(RowLimits.PUBLISHED_STRIDE));
    }

    /**
     * The part of this model that two multipliers choose, by the layer rule that the model was trained with.
     *
     * @throws EngineException if this model's layers differ, so that multipliers say nothing about it
     */
    public Subnetwork part(double width, double depth) {
        if (!(config instanceof BertConfig bert)) {
            throw small();
        }
        boolean equal = bert.heads().stream().distinct().count() == 1
                && bert.feedForward().stream().distinct().count() == 1;
        if (!equal || own().has("width")) {
            throw small();
        }
        return Subnetwork.of(bert.shape(), width, depth, layerRule());
    }

    private static InvalidInput small() {
        return new InvalidInput(
                "No sub-network could be taken",
                "this model is cut to its size already",
                "Take sub-networks from a super-network, or leave width and depth out.");
    }

    /**
     * The model, or a part of it, on the device.
     *
     * @param part null for the whole model; only an encoder has parts
     * @param precision of an encoder's products
     */
    public OpenNetwork open(@Nullable Subnetwork part, NDManager manager, Precision precision) {
        return part == null
                ? config.open(manager, folder.weights(), precision)
                : new BertModel(manager, (BertConfig) config, folder.weights(), precision).part(Network.of(part));
    }

    /** Layers, or cells. */
    public int layers() {
        return config instanceof CellConfig cells ? cells.depth() : ((BertConfig) config).layers();
    }

    /** Attention heads of the first layer, null where there is no attention. */
    public @Nullable Integer heads() {
        return config instanceof BertConfig bert ? bert.heads().get(0) : null;
    }

    /** What the model, or a part of it, costs. */
    public Costs costs(@Nullable Subnetwork part) {
        return part == null ? Costs.of(config) : Costs.of(((BertConfig) config).of(Network.of(part)));
    }

    private LayerRule layerRule() {
        String word = own().path("layerRule").asText(LayerRule.PAPER.word());
        return Arrays.stream(LayerRule.values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        "No sub-network could be taken",
                        "the model was trained with the layer rule " + word + ", which this version does not know",
                        "Use the version of Bertrim that wrote the model."));
    }

    /** A sub-network as a model of its own, whose {@code config.json} says where it comes from. */
    public SavedModel cut(Subnetwork part) {
        Network network = Network.of(part);
        BertConfig whole = (BertConfig) config;
        BertConfig small = whole.of(network);
        Map<String, StoredTensor> weights = Slicer.extract(whole, folder.weights(), network);
        ObjectNode json = BertConfigJson.write(small);
        ObjectNode own = json.withObject("/" + OWN);
        own().properties().forEach(entry -> {
            if (!own.has(entry.getKey())) {
                own.set(entry.getKey(), entry.getValue());
            }
        });
        own.put("width", part.width());
        own.put("depth", part.depth());
        own.set("layers", Json.mapper().valueToTree(part.layers()));
        return new SavedModel(small, new ModelFolder(weights, json, folder.tokenizerJson()));
    }

    private JsonNode own() {
        return folder.config().path(OWN);
    }
}
