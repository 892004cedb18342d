package org.bertrim.engine.teacher.huggingface;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code tokenizer.json} of BERT's WordPiece (Devlin et al. 2019) from its list of pieces. */
final class WordPieceJson {

    private static final int LONGEST_WORD = 100;

    private WordPieceJson() {}

    /**
     * The tree of the file.
     *
     * @param vocabulary one piece a line; its number is its id
     */
    static ObjectNode of(String vocabulary, TokenizerSettings settings) {
        Map<String, Integer> ids = ids(vocabulary);
        String unknown = settings.token("unk_token", "[UNK]");
        String start = settings.token("cls_token", "[CLS]");
        String separator = settings.token("sep_token", "[SEP]");
        String padding = settings.token("pad_token", "[PAD]");
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("version", "1.0");
        tree.set(
                "added_tokens",
                TokenizerSettings.special(
                        ids, "", padding, unknown, start, separator, settings.token("mask_token", "[MASK]")));
        ObjectNode normalizer = tree.putObject("normalizer");
        normalizer.put("type", "BertNormalizer");
        normalizer.put("clean_text", true);
        normalizer.put("handle_chinese_chars", settings.flag("tokenize_chinese_chars", true));
        normalizer.put("strip_accents", settings.flag("strip_accents"));
        normalizer.put("lowercase", settings.flag("do_lower_case", !hasCapitals(ids)));
        tree.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        template(tree.putObject("post_processor"), start, separator, ids);
        tree.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
        ObjectNode model = tree.putObject("model");
        model.put("type", "WordPiece");
        model.put("unk_token", unknown);
        model.put("continuing_subword_prefix", "##");
        model.put("max_input_chars_per_word", LONGEST_WORD);
        ObjectNode vocab = model.putObject("vocab");
        ids.forEach(vocab::put);
        return tree;
    }

    private static Map<String, Integer> ids(String vocabulary) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        String[] lines = vocabulary.split("\r\n|\n|\r", -1);
        int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        for (int i = 0; i < count; i++) {
            ids.put(lines[i], i);
        }
        return ids;
    }

    /**
     * Older models do not say whether they tell case; a vocabulary without capitals cannot. A capital is what has a small form: the sign of
     * the real numbers, which BERT's uncased vocabulary holds, has none.
     */
    private static boolean hasCapitals(Map<String, Integer> ids) {
        return ids.keySet().stream()
                .filter(piece -> !piece.startsWith("["))
                .anyMatch(piece -> piece.codePoints().anyMatch(letter -> Character.toLowerCase(letter) != letter));
    }

    private static void template(ObjectNode processor, String start, String separator, Map<String, Integer> ids) {
        processor.put("type", "TemplateProcessing");
        ArrayNode single = processor.putArray("single");
        special(single, start, 0);
        sequence(single, "A", 0);
        special(single, separator, 0);
        ArrayNode pair = processor.putArray("pair");
        special(pair, start, 0);
        sequence(pair, "A", 0);
        special(pair, separator, 0);
        sequence(pair, "B", 1);
        special(pair, separator, 1);
        ObjectNode tokens = processor.putObject("special_tokens");
        for (String token : new String[] {start, separator}) {
            ObjectNode known = tokens.putObject(token);
            known.put("id", token);
            known.putArray("ids").add(ids.getOrDefault(token, 0));
            known.putArray("tokens").add(token);
        }
    }

    private static void special(ArrayNode template, String token, int type) {
        template.addObject().putObject("SpecialToken").put("id", token).put("type_id", type);
    }

    private static void sequence(ArrayNode template, String name, int type) {
        template.addObject().putObject("Sequence").put("id", name).put("type_id", type);
    }
}
