package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bertrim.engine.format.Allocation;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Mutation;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.format.Zips;
import org.bertrim.engine.format.tensorflow.TableSeal;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.teacher.huggingface.TokenizerFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of every format, damaged in thousands of ways: each is refused in words, or read as a teacher all of whose tensors have their
 * shapes, within a bound of memory, and nothing is written anywhere.
 */
class CheckpointMutationTest {

    private static final int SOME = 200;
    private static final int MANY = 20_000;

    /** A hundred times the largest of the files. */
    private static final long MOST_MEMORY = 8 << 20;

    /** What a message for people does not say; JSON's own null may be spoken of. */
    private static final Pattern WORDS_OF_JAVA = Pattern.compile("(?<!or )\\bnull\\b|Exception|java[.x]");

    /** How a file is damaged. */
    private interface Damage {
        byte[] of(byte[] bytes, long seed) throws IOException;
    }

    /**
     * A file to be damaged.
     *
     * @param folder of the tiny checkpoints
     */
    private record Target(String folder, String file, String how, Damage damage) {
        @Override
        public String toString() {
            return folder + "/" + file + how;
        }
    }

    private static final byte[] TOKENIZER = TokenizerFiles.read(
            name -> name.equals("vocab.txt") ? "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n".getBytes(StandardCharsets.UTF_8) : null, "test");

    @TempDir
    Path folder;

    static List<Target> targets() {
        return List.of(
                new Target("safetensors", "model.safetensors", "", Mutation::of),
                new Target("safetensors", "config.json", "", Mutation::of),
                new Target("safetensors-sharded", "model.safetensors.index.json", "", Mutation::of),
                new Target("torch-zip", "pytorch_model.bin", "", Mutation::of),
                new Target("torch-zip", "pytorch_model.bin", ", its pickle", CheckpointMutationTest::pickle),
                new Target("torch-legacy", "pytorch_model.bin", "", Mutation::of),
                new Target("torch-sharded", "pytorch_model.bin.index.json", "", Mutation::of),
                new Target("tensorflow", "bert_model.ckpt.index", "", Mutation::of),
                new Target("tensorflow", "bert_model.ckpt.index", ", its entries", CheckpointMutationTest::entries),
                new Target("tensorflow", "bert_model.ckpt.data-00000-of-00001", "", Mutation::of),
                new Target("saved-model", "bert.zip", "", Mutation::of),
                new Target("onnx", "model.onnx", "", Mutation::of),
                new Target("onnx-dynamo", "model.onnx", "", Mutation::of),
                new Target("onnx-external", "model.onnx", "", Mutation::of));
    }

    private static byte[] pickle(byte[] zip, long seed) throws IOException {
        Map<String, byte[]> entries = Zips.entries(TinyCheckpoints.folder("torch-zip").resolve("pytorch_model.bin"));
        entries.replaceAll((name, bytes) -> name.endsWith("data.pkl") ? Mutation.of(bytes, seed) : bytes);
        return Zips.of(entries);
    }

    private static byte[] entries(byte[] index, long seed) throws IOException {
        return TableSeal.changed(index, block -> Mutation.of(block, seed));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void damagedFilesAreRefusedOrReadInBounds(Target target) throws IOException {
        mutate(target, SOME);
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Tag("thorough")
    void manyDamagedFilesAreRefusedOrReadInBounds(Target target) throws IOException {
        mutate(target, MANY);
    }

    private void mutate(Target target, int count) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(TinyCheckpoints.folder(target.folder))) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path damaged = folder.resolve(target.file);
        Path opened = target.file.endsWith(".zip") ? damaged : folder;
        assertThat(load(opened)).isEqualTo("read"); // also warms up
        Map<String, Integer> endings = new TreeMap<>();
        for (long seed = 0; seed < count; seed++) {
            Files.write(damaged, target.damage.of(files.get(target.file), seed));
            Allocation allocation = new Allocation();
            String ending = load(opened);
            assertThat(allocation.bytes()).describedAs("memory for seed %d", seed).isLessThan(MOST_MEMORY);
            endings.merge(ending, 1, Integer::sum);
        }
        assertThat(endings.get("refused")).isGreaterThan(count / 4);
        assertThat(names()).isEqualTo(files.keySet());
    }

    private static String load(Path path) {
        try (CheckpointFiles files = CheckpointFiles.open(path)) {
            Map<String, StoredTensor> tensors = files.tensors();
            Map<String, long[]> shapes = files.shapes();
            boolean announced = tensors.keySet().equals(shapes.keySet())
                    && tensors.entrySet().stream()
                            .allMatch(each -> each.getValue().type() == TensorType.F32
                                    && Arrays.equals(each.getValue().shape(), shapes.get(each.getKey())));
            Teacher teacher = HuggingFaceTeacher.read(files.config(), tensors, TOKENIZER, "test");
            boolean whole = Parameters.of(teacher.config()).entrySet().stream()
                    .allMatch(each -> Parameters.inHead(each.getKey())
                            || Arrays.equals(teacher.weights().get(each.getKey()).shape(), each.getValue()));
            assertThat(announced && whole).describedAs("tensors as announced %s, all there %s", announced, whole).isTrue();
            return "read";
        } catch (EngineException e) {
            boolean clear = !e.what().isBlank() && !e.why().isBlank() && !e.remedy().isBlank() && !WORDS_OF_JAVA.matcher(e.why()).find();
            assertThat(clear).describedAs("%s: %s. %s", e.what(), e.why(), e.remedy()).isTrue();
            return "refused";
        }
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> list = Files.walk(folder)) {
            return new TreeSet<>(list.filter(file -> !file.equals(folder)).map(file -> folder.relativize(file).toString()).toList());
        }
    }
}
