package org.bertrim.engine.teacher.hub;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bertrim.engine.format.InvalidInput;

/**
 * Which files of a model are downloaded.
 *
 * @param small its configuration, its tokenizer, and the page that says the licence
 * @param weights its weights, in the best of the formats that it comes in
 */
record NeededFiles(List<String> small, List<String> weights) {

    private static final String CONFIG = "config.json";

    /** Configuration, tokenizer, and the page that says the licence; whichever of them are there. */
    private static final List<String> SMALL = List.of(
            CONFIG,
            "bert_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "vocab.txt",
            "vocab.json",
            "merges.txt",
            "special_tokens_map.json",
            "added_tokens.json",
            "README.md");

    /** Ways in which weights come, the best first; every file that fits is part of it. */
    private static final List<Pattern> WEIGHTS = Stream.of(
                    "model\\.safetensors",
                    "model\\.safetensors\\.index\\.json|model-\\d{5}-of-\\d{5}\\.safetensors",
                    "pytorch_model\\.bin",
                    "pytorch_model\\.bin\\.index\\.json|pytorch_model-\\d{5}-of-\\d{5}\\.bin",
                    "bert_model\\.ckpt\\.(?:index|data-\\d{5}-of-\\d{5})",
                    "model\\.onnx",
                    "onnx/model\\.onnx")
            .map(Pattern::compile)
            .toList();

    /**
     * Chooses.
     *
     * @param all names of all files of the model
     * @throws InvalidInput if it has no configuration or no weights that can be read
     */
    static NeededFiles of(HubName model, Set<String> all) {
        List<String> small = SMALL.stream().filter(all::contains).toList();
        if (!small.contains(CONFIG) && !small.contains("bert_config.json")) {
            throw unusable(model, "it has no " + CONFIG);
        }
        List<String> weights = WEIGHTS.stream()
                .map(pattern -> all.stream().filter(name -> pattern.matcher(name).matches()).sorted().toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElseThrow(() -> unusable(
                        model,
                        "it has no weights as safetensors, PyTorch file, TensorFlow checkpoint or ONNX file"));
        return new NeededFiles(small, weights);
    }

    private static InvalidInput unusable(HubName model, String why) {
        return new InvalidInput(
                "The model " + model + " cannot be a teacher",
                why,
                "Choose a model of the kinds BERT, RoBERTa, ALBERT or DistilBERT.");
    }

    /** All of them, the weights last. */
    List<String> all() {
        return Stream.concat(small.stream(), weights.stream()).toList();
    }
}
