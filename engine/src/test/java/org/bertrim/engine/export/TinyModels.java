package org.bertrim.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.ModelFolder;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.RandomWeights;

/** Small random models with the built-in teacher's tokenizer. */
public final class TinyModels {

    private TinyModels() {}

    /** Four layers of 32 with four heads, two classes, as a run would leave it. */
    public static SavedModel classifier(List<String> labels) throws IOException {
        return classifier(labels, LayerRule.PAPER);
    }

    /** The same, trained with this layer rule. */
    public static SavedModel classifier(List<String> labels, LayerRule layerRule) throws IOException {
        BertConfig config = BertConfig.of(new ModelShape(4, 32, 4, 64, 30522, 128, 2), 1e-12, 2);
        ObjectNode json = BertConfigJson.write(config);
        ObjectNode own = json.withObject("/bertrim");
        own.set("labels", Json.mapper().valueToTree(labels));
        own.put("task", "reviews");
        own.put("maxTokens", 64);
        own.put("layerRule", layerRule.word());
        return new SavedModel(config, new ModelFolder(RandomWeights.of(config, 1, 0.3), json, tokenizer()));
    }

    private static byte[] tokenizer() throws IOException {
        try (InputStream in = TinyModels.class.getResourceAsStream("/e5-small-v2-tokenizer.json")) {
            assertThat(in).as("tokenizer of the built-in teacher").isNotNull();
            return in.readAllBytes();
        }
    }
}
