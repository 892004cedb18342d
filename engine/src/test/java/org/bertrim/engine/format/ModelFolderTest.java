package org.bertrim.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {

    @TempDir
    Path root;

    private static ModelFolder model(float value) {
        ObjectNode config = Json.mapper().createObjectNode().put("value", value);
        return new ModelFolder(
                Map.of("w", StoredTensor.floats(new long[] {2}, value, 2)), config, ("tokens " + value).getBytes());
    }

    private static void assertSame(ModelFolder read, ModelFolder written) {
        assertThat(read.weights()).isEqualTo(written.weights());
        assertThat(read.config().toString()).isEqualTo(written.config().toString());
        assertThat(read.tokenizerJson()).isEqualTo(written.tokenizerJson());
    }

    private void assertNothingElse() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all).noneMatch(DurableFiles::isTemporary);
        }
    }

    @Test
    void whatWasWrittenComesBackAndTheNextOneReplacesIt() throws IOException {
        Path folder = root.resolve("m");
        for (float value : new float[] {1, 3}) {
            model(value).write(folder);

            assertSame(ModelFolder.read(folder), model(value));
            assertNothingElse();
        }
    }

    @Test
    void aWriteThatFailsLeavesTheOldFolderAndTheNextOneCleansUp() throws IOException {
        Path folder = root.resolve("m");
        model(1).write(folder);
        ModelFolder impossible =
                new ModelFolder(Map.of("__metadata__", StoredTensor.floats(new long[] {1}, 1)), model(2).config(), new byte[1]);

        assertThatThrownBy(() -> impossible.write(folder)).isInstanceOf(IllegalArgumentException.class);

        assertSame(ModelFolder.read(folder), model(1));
        model(4).write(folder);
        assertNothingElse();
    }

    /** Killed between the two renames: the old folder has its doomed name, the new one still its draft's. */
    @Test
    void leftoversOfAKillAreReplaced() throws IOException {
        Path folder = root.resolve("m");
        model(1).write(DurableFiles.temporary(root.resolve("m.old")));
        model(2).write(DurableFiles.temporary(folder));

        model(3).write(folder);

        assertSame(ModelFolder.read(folder), model(3));
        assertNothingElse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "tokenizer.json"})
    void aMissingFileIsNamed(String file) throws IOException {
        Path folder = root.resolve("m");
        model(1).write(folder);
        Files.delete(folder.resolve(file));

        assertThatThrownBy(() -> ModelFolder.read(folder))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(file + " is missing");
        assertThatThrownBy(() -> ModelFolder.read(root.resolve("nowhere")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no such folder");
    }
}
