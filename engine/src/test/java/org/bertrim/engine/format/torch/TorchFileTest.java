package org.bertrim.engine.format.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.SinglePrecision;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.UnusableFile;
import org.bertrim.engine.teacher.TinyCheckpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch wrote, against what safetensors' own writer made of the same tensors. */
class TorchFileTest {

    private static final Path VIEWS = TinyCheckpoints.folder("views");

    static Map<String, StoredTensor> read(TensorFile file) throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        file.read((name, tensor) -> assertThat(tensors.put(name, SinglePrecision.of(tensor))).isNull());
        return tensors;
    }

    /** Parameters, half and other precisions, views that are transposed, moved, strided, shared, stretched or empty. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zip-2.bin", "zip-3.bin", "zip-4.bin", "zip-5.bin", "legacy-2.bin", "legacy-4.bin", "training.bin"
            })
    void everyKindOfTensorIsRead(String name) throws IOException {
        TensorFile file = new TorchFile(VIEWS.resolve(name));

        Map<String, StoredTensor> tensors = read(file);

        assertThat(tensors).containsExactlyInAnyOrderEntriesOf(Safetensors.read(VIEWS.resolve("expected.safetensors")));
        assertThat(file.shapes().keySet()).isEqualTo(tensors.keySet());
        file.shapes().forEach((each, shape) -> assertThat(shape).isEqualTo(tensors.get(each).shape()));
    }

    @Test
    void tiedTensorsShareTheirMemory() throws IOException {
        Map<String, StoredTensor> tensors =
                read(new TorchFile(TinyCheckpoints.folder("torch-zip").resolve("pytorch_model.bin")));

        assertThat(tensors.get("cls.predictions.decoder.weight").data().array())
                .isSameAs(tensors.get("bert.embeddings.word_embeddings.weight").data().array());
    }

    @Test
    void whatIsNoFileOfPyTorchIsNamed(@TempDir Path folder) throws IOException {
        Path tar = folder.resolve("tar");
        byte[] bytes = new byte[512];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, bytes, 257, 5);
        Files.write(tar, bytes);
        Path text = Files.writeString(folder.resolve("text"), "version https://git-lfs.github.com/spec/v1\n");
        Path empty = Files.write(folder.resolve("empty"), new byte[0]);

        assertThatThrownBy(() -> new TorchFile(tar)).isInstanceOf(UnusableFile.class).hasMessageContaining("0.1.10");
        assertThatThrownBy(() -> new TorchFile(text))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("does not begin as files of PyTorch do");
        assertThatThrownBy(() -> new TorchFile(empty)).isInstanceOf(UnusableFile.class);
    }
}
