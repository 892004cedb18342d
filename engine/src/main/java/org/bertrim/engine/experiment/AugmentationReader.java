package org.bertrim.engine.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.SharedFields;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.jspecify.annotations.Nullable;

/** Reads the object {@code augmentation}. Whether a file of word vectors exists is found out by opening it. */
final class AugmentationReader {

    static final String KEY = "augmentation";

    private static final String WORDS = "words";

    private final Path base;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param base where relative paths start
     */
    AugmentationReader(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    /** The settings; what is left out or refused has its default. */
    AugmentationSettings read(@Nullable JsonNode node) {
        ObjectNode read = new FieldReader(problems).read(node, KEY, SharedFields.augmentation(), Set.of());
        read.put(WORDS, resolved(read.get(WORDS)));
        try {
            return Json.mapper().treeToValue(read, AugmentationSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the augmentation's fields do not fit their descriptions", e);
        }
    }

    /** A setting that nothing would follow misleads whoever reads the file. */
    void check(JsonNode node, AugmentationSettings augmentation, @Nullable MethodChoice choice, List<Method<?>> methods) {
        if (!augmentation.active() || choice == null) {
            return;
        }
        methods.stream()
                .filter(method -> method.type().equals(choice.type()) && !method.learnsFromAugmentedRows())
                .forEach(method -> problems.add(
                        KEY + ".method",
                        node.path("method"),
                        AugmentationSettings.Method.NONE.word() + ", as the method " + method.type()
                                + " learns from the original rows alone"));
    }

    /** With the whole path of a file. */
    private String resolved(JsonNode words) {
        String text = words.textValue();
        if (!text.startsWith(AugmentationSettings.VECTORS)) {
            return text;
        }
        try {
            String file = text.substring(AugmentationSettings.VECTORS.length());
            return AugmentationSettings.VECTORS + base.toAbsolutePath().resolve(file).normalize();
        } catch (InvalidPathException e) {
            problems.add(KEY + "." + WORDS, words, "no path can be written so: " + e.getReason());
            return AugmentationSettings.AUTO;
        }
    }
}
