package org.bertrim.engine.teacher.huggingface;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code tokenizer.json} of RoBERTa's byte-level pairs (Radford et al. 2019, Liu et al. 2019) from its vocabulary and merges. */
final class BytePairJson {

    private BytePairJson() {}

    /**
     * The tree of the file.
     *
     * @param vocabulary ids by piece
     * @param merges pairs of pieces, one a line, the most frequent first, behind a line that says the version
     */
    static ObjectNode of(ObjectNode vocabulary, String merges, TokenizerSettings settings) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        vocabulary.properties().forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        String start = settings.token("cls_token", "<s>");
        String separator = settings.token("sep_token", "</s>");
        String mask = settings.token("mask_token", "<mask>");
        boolean prefix = settings.flag("add_prefix_space", false);
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("version", "1.0");
        tree.set(
                "added_tokens",
                TokenizerSettings.special(
                        ids,
                        mask,
                        start,
                        settings.token("pad_token", "<pad>"),
                        separator,
                        settings.token("unk_token", "<unk>"),
                        mask));
        tree.putNull("normalizer");
        tree.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", prefix)
                .put("trim_offsets", settings.flag("trim_offsets", true));
        ObjectNode processor = tree.putObject("post_processor");
        processor.put("type", "RobertaProcessing");
        processor.putArray("sep").add(separator).add(ids.getOrDefault(separator, 0));
        processor.putArray("cls").add(start).add(ids.getOrDefault(start, 0));
        processor.put("trim_offsets", settings.flag("trim_offsets", true));
        processor.put("add_prefix_space", prefix);
        tree.putObject("decoder").put("type", "ByteLevel").put("add_prefix_space", true).put("trim_offsets", true);
        ObjectNode model = tree.putObject("model");
        model.put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.put("continuing_subword_prefix", "");
        model.put("end_of_word_suffix", "");
        model.put("fuse_unk", false);
        model.set("vocab", vocabulary);
        ArrayNode pairs = model.putArray("merges");
        merges.lines().filter(line -> !line.isBlank() && !line.startsWith("#version")).forEach(pairs::add);
        return tree;
    }
}
