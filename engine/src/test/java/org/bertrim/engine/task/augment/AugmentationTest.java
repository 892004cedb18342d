package org.bertrim.engine.task.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.AugmentationSettings.Method;
import org.bertrim.engine.task.augment.AugmentationSettings.Variant;
import org.bertrim.engine.teacher.Teachers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, and when it is used again. */
class AugmentationTest {

    private static final AugmentationSettings SETTINGS =
            new AugmentationSettings(Method.TINYBERT, Variant.PAPER, 15, 0.4, 3, "auto");

    private final WordTokenizer tokenizer = WordTokenizer.of(Teachers.builtin().tokenizer("builtin:e5-small-v2"));
    private final List<Example> rows = IntStream.range(0, 70)
            .mapToObj(i -> new Example("good film number " + i, "übel\t" + i, i % 2))
            .toList();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private Augmentation augmentation(AugmentationSettings settings, MaskedWords words, long seed) {
        return new Augmentation(
                settings, Infos.pair("t"), rows, tokenizer, new CandidateWords(words, null, 15), seed, "here",
                new VariantStore(folder));
    }

    private static List<List<Example>> all(Augmentation augmentation) {
        List<List<Example>> all = new ArrayList<>();
        for (int part = 0; part < augmentation.parts(); part++) {
            all.addAll(augmentation.part(part));
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
        }
    }

    @Test
    void whatWasMadeIsFoundAgain() throws IOException {
        List<List<Example>> made = all(augmentation(SETTINGS, new FakeWords("a", "b"), 1));
        FakeWords again = new FakeWords("a", "b");

        assertThat(all(augmentation(SETTINGS, again, 1))).isEqualTo(made);

        assertThat(again.asked).isEmpty();
        assertThat(made).hasSize(70).allMatch(variants -> variants.size() == 3);
        for (int i = 0; i < 70; i++) {
            float label = rows.get(i).label();
            assertThat(made.get(i)).allMatch(variant -> variant.label() == label);
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void aDamagedFileIsMadeAgain() throws IOException {
        List<List<Example>> made = all(augmentation(SETTINGS, new FakeWords("a", "b"), 1));
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            assertThat(all(augmentation(SETTINGS, new FakeWords("a", "b"), 1))).isEqualTo(made);
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 4;
        Files.write(file, flipped);
        assertThat(all(augmentation(SETTINGS, new FakeWords("a", "b"), 1))).isEqualTo(made);
        Files.copy(files().get(1), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(all(augmentation(SETTINGS, new FakeWords("a", "b"), 1))).isEqualTo(made);
    }

    @Test
    void everythingThatVariantsDependOnIsInTheFingerprint() {
        FakeWords words = new FakeWords("a", "b");
        Augmentation one = augmentation(SETTINGS, words, 1);

        assertThat(augmentation(SETTINGS, new FakeWords("a", "b"), 1).fingerprint()).isEqualTo(one.fingerprint());
        assertThat(Stream.of(
                                augmentation(SETTINGS, words, 2),
                                augmentation(SETTINGS, new FakeWords("a", "c"), 1),
                                augmentation(new AugmentationSettings(Method.TINYBERT, Variant.SCRIPT, 15, 0.4, 3, "auto"), words, 1),
                                augmentation(new AugmentationSettings(Method.TINYBERT, Variant.PAPER, 14, 0.4, 3, "auto"), words, 1),
                                augmentation(new AugmentationSettings(Method.TINYBERT, Variant.PAPER, 15, 0.5, 3, "auto"), words, 1),
                                augmentation(new AugmentationSettings(Method.TINYBERT, Variant.PAPER, 15, 0.4, 4, "auto"), words, 1),
                                one)
                        .map(Augmentation::fingerprint))
                .doesNotHaveDuplicates();
        assertThat(new Augmentation(
                                SETTINGS, Infos.pair("t"), rows.subList(1, 70), tokenizer,
                                new CandidateWords(words, null, 15), 1, "here", null)
                        .fingerprint())
                .isNotEqualTo(one.fingerprint());
    }
}
