package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.Zips;
import org.bertrim.engine.format.tensorflow.BundleWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFilesTest {

    @TempDir
    Path folder;

    private static Map<String, StoredTensor> plain() {
        Map<String, StoredTensor> tensors = Safetensors.read(TinyCheckpoints.folder("safetensors").resolve("model.safetensors"));
        tensors.remove("bert.embeddings.position_ids");
        return tensors;
    }

    private static Map<String, StoredTensor> read(Path path) {
        try (CheckpointFiles files = CheckpointFiles.open(path)) {
            Map<String, StoredTensor> tensors = files.tensors();
            assertThat(files.shapes().keySet()).isEqualTo(tensors.keySet());
            files.shapes().forEach((name, shape) -> assertThat(tensors.get(name).shape()).isEqualTo(shape));
            return tensors;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "safetensors, SAFETENSORS",
        "safetensors-sharded, SAFETENSORS",
        "torch-zip, PYTORCH",
        "torch-legacy, PYTORCH",
        "torch-sharded, PYTORCH",
        "tensorflow, TENSORFLOW",
        "tensorflow-sharded, TENSORFLOW",
        "saved-model/bert.zip, TENSORFLOW",
    })
    void everyFormatGivesTheSameTensors(String name, CheckpointFormat format) {
        Path path = TinyCheckpoints.folder(name);

        Map<String, StoredTensor> tensors = read(path);

        tensors.keySet().removeIf(each -> each.startsWith("cls.predictions.decoder.")); // tied
        assertThat(tensors).containsExactlyInAnyOrderEntriesOf(plain());
        try (CheckpointFiles files = CheckpointFiles.open(path)) {
            assertThat(files.format()).isEqualTo(format);
            assertThat(files.config().path("hidden_size").asInt()).isEqualTo(8);
            assertThat(files.config().path("model_type").asText()).isEqualTo("bert");
        }
    }

    /** Exports keep what the exported function needs: encoder and masked language model, no pooler. */
    @ParameterizedTest
    @ValueSource(strings = {"onnx", "onnx-external", "onnx-dynamo"})
    void exportsGiveTheSameTensors(String name) {
        Map<String, StoredTensor> expected = plain();
        expected.keySet().removeIf(each -> each.contains("pooler") || each.contains("seq_relationship"));

        Map<String, StoredTensor> tensors = read(TinyCheckpoints.folder(name));

        assertThat(tensors).containsAllEntriesOf(expected);
        tensors.keySet().removeAll(expected.keySet());
        assertThat(tensors.keySet()).allMatch(each -> each.startsWith("cls.predictions.decoder."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"torch-half", "tensorflow-half"})
    void halfPrecisionIsWidened(String name) {
        Map<String, StoredTensor> half = read(TinyCheckpoints.folder("safetensors-half"));

        assertThat(read(TinyCheckpoints.folder(name))).containsExactlyInAnyOrderEntriesOf(half);
        plain().forEach((each, tensor) -> assertThat(half.get(each).toFloats())
                .usingComparatorWithPrecision(0.002f)
                .containsExactly(tensor.toFloats()));
    }

    @Test
    void otherPrecisionsAreBroughtToSingle() {
        assertThat(read(TinyCheckpoints.folder("safetensors-double"))).containsExactlyInAnyOrderEntriesOf(plain());
        Map<String, StoredTensor> bfloat = read(TinyCheckpoints.folder("safetensors-bfloat16"));
        plain().forEach((each, tensor) -> assertThat(bfloat.get(each).toFloats())
                .usingComparatorWithPrecision(0.01f)
                .containsExactly(tensor.toFloats()));
    }

    @Test
    void filesOfTokenizersAreFound() {
        byte[] vocabulary = bytes(TinyCheckpoints.folder("vocab.txt"));
        for (String name : new String[] {"tensorflow", "saved-model/bert.zip"}) {
            try (CheckpointFiles files = CheckpointFiles.open(TinyCheckpoints.folder(name))) {
                assertThat(files.tokenizer()).containsOnlyKeys("vocab.txt");
                assertThat(files.tokenizer().get("vocab.txt")).isEqualTo(vocabulary);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safetensors/model.safetensors",
                "safetensors-sharded/model.safetensors.index.json",
                "torch-zip/pytorch_model.bin",
                "tensorflow/bert_model.ckpt",
                "tensorflow/bert_model.ckpt.index",
                "onnx/model.onnx",
            })
    void aFileIsAsGoodAsItsFolder(String name) {
        Path file = TinyCheckpoints.folder(name);

        assertThat(read(file)).containsExactlyInAnyOrderEntriesOf(read(file.getParent()));
    }

    @Test
    void ofSeveralFormatsTheBestIsTaken() throws IOException {
        copy("onnx", "torch-zip", "safetensors");
        try (CheckpointFiles files = CheckpointFiles.open(folder)) {
            assertThat(files.format()).isEqualTo(CheckpointFormat.SAFETENSORS);
        }
        Files.delete(folder.resolve("model.safetensors"));
        try (CheckpointFiles files = CheckpointFiles.open(folder)) {
            assertThat(files.format()).isEqualTo(CheckpointFormat.PYTORCH);
        }
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        copy("safetensors-sharded");
        Files.delete(folder.resolve("model-00002-of-00002.safetensors"));

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("model-00002-of-00002.safetensors is missing");
    }

    @Test
    void missingDataOfTensorFlowIsNamed() throws IOException {
        copy("tensorflow-sharded");
        Files.delete(folder.resolve("bert_model.ckpt.data-00001-of-00003"));

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("bert_model.ckpt.data-00001-of-00003 is missing");
    }

    @Test
    void aFlippedBitInDataOfTensorFlowNamesTheTensor() throws IOException {
        copy("tensorflow");
        Path data = folder.resolve("bert_model.ckpt.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(data);
        bytes[10] ^= 4;
        Files.write(data, bytes);

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the checksum of tensor bert/embeddings/LayerNorm/beta does not fit");
    }

    @Test
    void aShardInAnotherFolderIsRefused() throws IOException {
        for (String place : new String[] {"../x.safetensors", "/etc/passwd", "a/x.safetensors", "C:x", "..\\\\x"}) {
            Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"" + place + "\"}}");

            assertThatThrownBy(() -> read(folder))
                    .describedAs(place)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("model.safetensors.index.json looks for a in another folder: ");
        }
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":5}}");
        assertThatThrownBy(() -> read(folder)).hasMessageContaining("says 5 in place of the file that holds a");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        assertThatThrownBy(() -> CheckpointFiles.open(folder.resolve("none")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("there is no such file or folder");
        assertThatThrownBy(() -> CheckpointFiles.open(folder))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("there are no weights in it");
        Files.write(folder.resolve("tf_model.h5"), new byte[10]);
        assertThatThrownBy(() -> CheckpointFiles.open(folder)).hasMessageContaining("tf_model.h5 is in a format");
        Files.write(folder.resolve("a.ckpt.index"), new byte[10]);
        Files.write(folder.resolve("b.ckpt.index"), new byte[10]);
        assertThatThrownBy(() -> CheckpointFiles.open(folder)).hasMessageContaining("several checkpoints: a.ckpt.index, b.ckpt.index");
        assertThatThrownBy(() -> CheckpointFiles.open(folder.resolve("tf_model.h5"))).hasMessageContaining("no known format");
    }

    /** What lies there after a clone without the large files, a failed download, or a full disk. */
    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "pytorch_model.bin", "model.onnx"})
    void whatStandsForAFileIsNotTheFile(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 12345\n");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOfSatisfying(InvalidInput.class, refusal -> {
                    assertThat(refusal.why()).isEqualTo(name + " is only a note of Git LFS where the file can be had");
                    assertThat(refusal.remedy()).contains("git lfs pull");
                });
        Files.writeString(file, "\n<!DOCTYPE html>\n<html></html>");
        assertThatThrownBy(() -> read(folder)).isInstanceOf(InvalidInput.class).hasMessageContaining(name + " is a web page");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> read(folder)).isInstanceOf(InvalidInput.class).hasMessageContaining(name + " is empty");
    }

    @Test
    void aConfigurationThatIsDamagedInAZipIsNamedOnce() throws IOException {
        Map<String, byte[]> entries = Zips.entries(TinyCheckpoints.folder("saved-model").resolve("bert.zip"));
        byte[] noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);
        entries.replaceAll((name, bytes) -> name.endsWith("config.json") ? noise : bytes);
        Path zip = folder.resolve("bert.zip");
        Files.write(zip, Zips.of(entries));

        assertThatThrownBy(() -> CheckpointFiles.open(zip))
                .hasMessageContaining("could not be read: assets/bert_config.json has 2097152 bytes");
        assertThatThrownBy(() -> CheckpointFiles.open(folder)).hasMessageContaining("bert.zip has to be chosen itself");
        Files.move(zip, folder.resolve("model.gguf"));
        assertThatThrownBy(() -> CheckpointFiles.open(folder)).hasMessageContaining("model.gguf is in a format that is not");
    }

    @Test
    void aDamagedStorageOfPyTorchNamesItsTensor() throws IOException {
        Map<String, byte[]> entries = Zips.entries(TinyCheckpoints.folder("torch-zip").resolve("pytorch_model.bin"));
        String words = "pytorch_model/data/0";
        entries.replaceAll((name, bytes) -> name.equals(words) ? Arrays.copyOf(bytes, 12) : bytes);
        Files.write(folder.resolve("pytorch_model.bin"), Zips.of(entries));
        assertThatThrownBy(() -> read(folder)).hasMessageContaining("tensor bert.embeddings.word_embeddings.weight: storage 0");
        entries.remove(words);
        Files.write(folder.resolve("pytorch_model.bin"), Zips.of(entries));
        assertThatThrownBy(() -> read(folder)).hasMessageContaining("tensor bert.embeddings.word_embeddings.weight: its entry data/0");
    }

    /** The tiny checkpoint with another pickle. */
    private void pickle(String pickle) throws IOException {
        Map<String, byte[]> entries = Zips.entries(TinyCheckpoints.folder("torch-zip").resolve("pytorch_model.bin"));
        entries.replaceAll((name, bytes) -> name.endsWith("data.pkl") ? pickle.getBytes(StandardCharsets.ISO_8859_1) : bytes);
        Files.write(folder.resolve("pytorch_model.bin"), Zips.of(entries));
    }

    @Test
    void aPickleThatWouldRunCodeRunsNone() throws IOException {
        Path trace = folder.resolve("trace");
        pickle("cos\nsystem\n(S'touch " + trace + "'\ntR.");

        assertThatThrownBy(() -> read(folder))
                .isInstanceOfSatisfying(InvalidInput.class, refusal -> {
                    assertThat(refusal.what()).isEqualTo("The checkpoint " + folder + " could not be read");
                    assertThat(refusal.why()).contains("it asks to run os.system");
                    assertThat(refusal.remedy()).contains("a source that you trust");
                });
        assertThat(trace).doesNotExist();
    }

    /** A storage of ten numbers as a tensor of a million million. */
    @Test
    void tensorsThatAreFarLargerThanTheirFileAreRefused() throws IOException {
        pickle("}S'a'\nctorch._utils\n_rebuild_tensor_v2\n((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI10\ntQI0\n"
                + "(I1000000\nI1000000\nt(I0\nI0\ntI00\nNtRs.");

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("a among them, claim over 8 times the size of the file");
    }

    @Test
    void aZipThatClimbsOutWritesNothing() throws IOException {
        Map<String, byte[]> entries = Zips.entries(TinyCheckpoints.folder("saved-model/bert.zip"));
        entries.put("../climbed", new byte[] {1});
        Path zip = Files.write(Files.createDirectory(folder.resolve("inner")).resolve("bert.zip"), Zips.of(entries));

        assertThatThrownBy(() -> read(zip)).isInstanceOf(InvalidInput.class).hasMessageContaining("../climbed would lie outside");
        assertThat(folder.resolve("climbed")).doesNotExist();
    }

    /** A TensorFlow Hub module has none; its tensors tell its sizes, as long as a head has 64 units. */
    @Test
    void aMissingConfigurationIsMadeOfTheTensors() throws IOException {
        Map<String, StoredTensor> variables = new TreeMap<>();
        variables.put("module/bert/embeddings/word_embeddings", StoredTensor.floats(new long[] {3, 128}, new float[384]));
        variables.put("module/bert/embeddings/position_embeddings", StoredTensor.floats(new long[] {5, 128}, new float[640]));
        variables.put("module/bert/embeddings/token_type_embeddings", StoredTensor.floats(new long[] {2, 128}, new float[256]));
        for (int layer = 0; layer < 3; layer++) {
            String name = "module/bert/encoder/layer_" + layer;
            variables.put(name + "/intermediate/dense/kernel", StoredTensor.floats(new long[] {128, 7}, new float[896]));
            variables.put(name + "/output/dense/kernel", StoredTensor.floats(new long[] {7, 128}, new float[896]));
        }
        BundleWriter.write(folder.resolve("bert_model.ckpt"), variables);
        try (CheckpointFiles files = CheckpointFiles.open(folder)) {
            ObjectNode config = files.config();
            assertThat(config.path("hidden_size").asInt()).isEqualTo(128);
            assertThat(config.path("num_hidden_layers").asInt()).isEqualTo(3);
            assertThat(config.path("num_attention_heads").asInt()).isEqualTo(2);
            assertThat(config.path("intermediate_size").asInt()).isEqualTo(7);
            assertThat(config.path("vocab_size").asInt()).isEqualTo(3);
            assertThat(config.path("max_position_embeddings").asInt()).isEqualTo(5);
        }
        Files.copy(TinyCheckpoints.folder("safetensors/model.safetensors"), folder.resolve("model.safetensors"));
        try (CheckpointFiles files = CheckpointFiles.open(folder)) {
            assertThatThrownBy(files::config)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("it has no configuration, and its tensors do not tell one");
        }
    }

    @Test
    void checkpointsOfOtherModelsAreNamed() throws IOException {
        StoredTensor one = StoredTensor.floats(new long[] {1}, 1);
        Map<String, String> reasons = Map.of(
                "layer-0/.ATTRIBUTES/VARIABLE_VALUE", "a checkpoint of objects, as Keras writes them",
                "bert/encoder/transformer/group_0/inner_group_0/ffn_1/bias", "an ALBERT in TensorFlow's own names",
                "resnet/conv/kernel", "it has resnet/conv/kernel and others");
        for (Map.Entry<String, String> each : reasons.entrySet()) {
            BundleWriter.write(folder.resolve("model.ckpt"), Map.of(each.getKey(), one));

            assertThatThrownBy(() -> read(folder)).isInstanceOf(InvalidInput.class).hasMessageContaining(each.getValue());
        }
    }

    private void copy(String... names) throws IOException {
        for (String name : names) {
            try (Stream<Path> files = Files.list(TinyCheckpoints.folder(name))) {
                for (Path file : files.toList()) {
                    Path target = folder.resolve(file.getFileName());
                    Files.deleteIfExists(target);
                    Files.copy(file, target);
                }
            }
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
