package org.bertrim.engine.teacher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;

/** The catalogue of teachers and the way to open them. */
public final class Teachers {

    /**
     * One entry of the catalogue.
     *
     * @param source what an experiment's {@code teacher.source} says
     * @param config its encoder; the head in it says nothing
     * @param parameters of the encoder with its embeddings, without pooler and classifier
     */
    public record Entry(String source, String title, BertConfig config, long parameters, String licence, String origin) {
        /** Its shape. */
        public ModelShape shape() {
            return config.shape();
        }
    }

    private static final BertConfig E5_SMALL = BertConfig.of(new ModelShape(12, 384, 12, 1536, 30522, 512, 2), 1e-12, 2);
    private static final List<Entry> CATALOGUE = List.of(new Entry(
            "builtin:e5-small-v2",
            "E5 small v2 (English, uncased)",
            E5_SMALL,
            33_212_160L,
            "MIT",
            "intfloat/e5-small-v2, Wang et al. 2022, arXiv 2212.03533; in this build"));

    private Teachers() {}

    /** All teachers that need no download. */
    public static List<Entry> catalogue() {
        return CATALOGUE;
    }

    /**
     * The shape of a teacher without opening its weights.
     *
     * @throws EngineException if there is no such teacher
     */
    public static ModelShape shape(String source) {
        return config(source).shape();
    }

    /**
     * The encoder of a teacher without opening its weights; the head in it says nothing.
     *
     * @throws EngineException if there is no such teacher
     */
    public static BertConfig config(String source) {
        return entry(source).config();
    }

    /**
     * The {@code tokenizer.json} of a teacher without opening its weights.
     *
     * @throws EngineException if there is no such teacher or its file is damaged
     */
    public static byte[] tokenizer(String source) {
        entry(source);
        try (InputStream tokenizer = resource("/e5-small-v2-tokenizer.json")) {
            return tokenizer.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens a teacher.
     *
     * @throws EngineException if there is no such teacher or its file is damaged
     */
    public static Teacher open(String source) {
        Entry entry = entry(source);
        try (InputStream weights = resource("/e5-small-v2.onnx");
                InputStream tokenizer = resource("/e5-small-v2-tokenizer.json")) {
            Map<String, StoredTensor> tensors = OnnxBert.read(weights, source);
            byte[] json = tokenizer.readAllBytes();
            return new Teacher(source, entry.config(), List.of(), tensors, json, fingerprint(tensors, json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String source) {
        return CATALOGUE.stream()
                .filter(entry -> entry.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "The teacher " + source + " could not be opened",
                        "this version opens " + CATALOGUE.stream().map(Entry::source).collect(Collectors.joining(", ")),
                        "Choose one of these."));
    }

    private static InputStream resource(String name) {
        InputStream in = Teachers.class.getResourceAsStream(name);
        if (in == null) {
            throw new EngineException(
                    "The built-in teacher could not be opened",
                    name + " is not on the class path",
                    "Install Bertrim anew.");
        }
        return in;
    }

    private static String fingerprint(Map<String, StoredTensor> tensors, byte[] tokenizer) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            tensors.keySet().stream().sorted().forEach(name -> {
                digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(tensors.get(name).data());
            });
            digest.update(tokenizer);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
