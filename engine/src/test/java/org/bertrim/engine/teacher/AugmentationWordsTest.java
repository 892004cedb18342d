package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.Augmentation;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.task.augment.AugmentationSettings.Method;
import org.bertrim.engine.task.augment.AugmentationSettings.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which source serves which words. */
class AugmentationWordsTest {

    private static final TaskInfo INFO = new TaskInfo(
            "t", "sample:t", TaskKind.CLASSIFICATION, false, List.of("no", "yes"), List.of(Metric.ACCURACY));

    @TempDir
    Path folder;

    private static AugmentationSettings settings(String words) {
        return new AugmentationSettings(Method.TINYBERT, Variant.SCRIPT, 15, 1, 40, words);
    }

    /** Source and variants of a text in which "unaffable" has several pieces and "film" one. */
    private static List<String> augmented(Teacher teacher, String words) {
        try (NDManager manager = NDManager.newBaseManager();
                WordTokenizer tokenizer = WordTokenizer.of(teacher.tokenizerJson());
                AugmentationWords source = AugmentationWords.open(manager, settings(words), teacher, tokenizer)) {
            Augmentation augmentation = new Augmentation(
                    settings(words), INFO, List.of(new Example("unaffable film", null, 1)), tokenizer, source.candidates(), 1,
                    "", null);
            List<String> found = new java.util.ArrayList<>(List.of(source.source()));
            augmentation.part(0).get(0).forEach(variant -> found.add(variant.text()));
            return found;
        }
    }

    @Test
    void theBuiltInTeacherHasItsTokenEmbeddings() {
        List<String> found = augmented(Teachers.builtin().open("builtin:e5-small-v2"), "auto");

        assertThat(found.get(0)).isEqualTo("embeddings");
        assertThat(found.subList(1, found.size())).hasSizeGreaterThan(5).allMatch(text -> text.matches("unaffable \\p{L}+"));
        // near in any embedding of English words
        assertThat(found).contains("unaffable movie");
    }

    @Test
    void aModelServesWordsOfOnePieceAndVectorsTheOthers() throws IOException {
        Teacher teacher = MaskedTeacher.open();
        Path vectors = Files.writeString(folder.resolve("v.txt"), "unaffable 1 0\nrude 1 0.1\nfilm 0 1\nmovie 0.1 1\n");

        assertThat(augmented(teacher, "auto")).startsWith("masked-lm");
        assertThat(augmented(teacher, "masked-lm").stream().skip(1)).isNotEmpty().allMatch(text -> text.startsWith("unaffable "));
        List<String> both = augmented(teacher, "vectors:" + vectors);
        assertThat(both.get(0)).isEqualTo("masked-lm+vectors");
        assertThat(both.stream().skip(1).map(text -> text.split(" ")[0])).contains("rude").doesNotContain("unaffable");
        assertThat(both.stream().skip(1).map(text -> text.split(" ")[1]).distinct()).hasSizeGreaterThan(3);
        assertThat(augmented(teacher, "embeddings")).startsWith("embeddings");
        assertThat(augmented(Teachers.builtin().open("builtin:e5-small-v2"), "vectors:" + vectors))
                .startsWith("vectors")
                .contains("rude movie");
    }

    @Test
    void whatTheTeacherLacksIsRefused() {
        Teacher builtin = Teachers.builtin().open("builtin:e5-small-v2");

        assertThatThrownBy(() -> augmented(builtin, "masked-lm"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has no masked language model");
        assertThatThrownBy(() -> augmented(builtin, "vectors:" + folder.resolve("none")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no such file");
    }
}
