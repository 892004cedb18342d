package org.bertrim.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointCodecTest {

    @TempDir
    Path folder;

    private Checkpoint checkpoint() {
        Random random = new Random(11);
        ObjectNode memo = Json.mapper().createObjectNode();
        memo.put("best", 0.1f).put("nan", Double.NaN).put("tiny", 1e-5).put("count", 7L).put("text", "ü");
        memo.putArray("list").add(2e23).add(-0.0).add(Long.MAX_VALUE);
        return new Checkpoint(
                "width",
                123,
                true,
                memo,
                RandomTensors.of(random, "w", 5, 6),
                RandomTensors.of(random, "s", 5, 6));
    }

    @Test
    void aCheckpointComesBack() {
        Checkpoint written = checkpoint();

        CheckpointCodec.write(folder.resolve("c"), written);
        Checkpoint read = CheckpointCodec.read(folder.resolve("c"));

        assertThat(read.stage()).isEqualTo("width");
        assertThat(read.step()).isEqualTo(123);
        assertThat(read.stageFinished()).isTrue();
        assertThat(read.weights()).isEqualTo(written.weights());
        assertThat(read.state()).isEqualTo(written.state());
        assertThat(Json.line(read.memo())).isEqualTo(Json.line(written.memo()));
    }

    @Test
    void anEmptyCheckpointComesBack() {
        Checkpoint empty =
                new Checkpoint("probe", 0, false, Json.mapper().nullNode(), Map.of(), Map.of());

        CheckpointCodec.write(folder.resolve("c"), empty);

        assertThat(CheckpointCodec.read(folder.resolve("c"))).isEqualTo(empty);
    }

    @Test
    void everyFlippedByteIsFound() throws IOException {
        CheckpointCodec.write(folder, checkpoint());
        Random random = new Random(3);
        for (String name : List.of("checkpoint.json", "model.safetensors", "state.safetensors")) {
            Path file = folder.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < 100; i++) {
                int position = random.nextInt(bytes.length);
                byte old = bytes[position];
                if (name.endsWith(".json") && Character.isWhitespace(old)) {
                    continue; // indentation means nothing
                }
                bytes[position] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bytes);
                assertThatThrownBy(() -> CheckpointCodec.read(folder))
                        .as("%s byte %s", name, position)
                        .isInstanceOf(EngineException.class);
                bytes[position] = old;
            }
            Files.write(file, bytes);
            CheckpointCodec.read(folder);
        }
    }

    @Test
    void missingAndShortFilesAreNamed() throws IOException {
        for (String name : List.of("checkpoint.json", "model.safetensors", "state.safetensors")) {
            CheckpointCodec.write(folder, checkpoint());
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            Files.write(folder.resolve(name), Arrays.copyOf(bytes, bytes.length - 3));
            assertThatThrownBy(() -> CheckpointCodec.read(folder))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(name);
            Files.delete(folder.resolve(name));
            assertThatThrownBy(() -> CheckpointCodec.read(folder))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(name + " is missing");
        }
    }
}
