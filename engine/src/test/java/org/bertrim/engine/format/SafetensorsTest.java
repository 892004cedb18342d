package org.bertrim.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void everyTypeAndShapeComesBack() {
        for (int seed = 0; seed < 20; seed++) {
            Path file = folder.resolve("a.safetensors");
            Map<String, StoredTensor> tensors = RandomTensors.of(new Random(seed), "t", seed, 7);
            Map<String, String> metadata = Map.of("format", "pt", "Größe", "zwölf \"x\"");

            Safetensors.write(file, tensors, metadata);

            try (Safetensors read = Safetensors.open(file)) {
                assertThat(read.metadata()).isEqualTo(metadata);
                assertThat(read.names()).hasSameElementsAs(tensors.keySet());
                tensors.forEach((name, tensor) -> assertThat(read.tensor(name)).isEqualTo(tensor));
            }
        }
    }

    @Test
    void bytesFollowTheFormatAndDoNotDependOnTheOrderOfTheMap() throws IOException {
        Map<String, StoredTensor> one = new LinkedHashMap<>();
        one.put("u", new StoredTensor(TensorType.U8, new long[] {3}, ByteBuffer.wrap(new byte[] {1, 2, 3})));
        one.put("f", StoredTensor.floats(new long[] {1, 2}, 1f, -2f));
        Map<String, StoredTensor> other = new LinkedHashMap<>();
        other.put("f", one.get("f"));
        other.put("u", one.get("u"));

        Safetensors.write(folder.resolve("one"), one, Map.of());
        Safetensors.write(folder.resolve("other"), other, Map.of());

        byte[] bytes = Files.readAllBytes(folder.resolve("one"));
        assertThat(bytes).isEqualTo(Files.readAllBytes(folder.resolve("other")));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) buffer.getLong();
        assertThat(length % 8).isZero();
        String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
        assertThat(header.strip())
                .isEqualTo("{\"f\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                        + "\"u\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[8,11]}}");
        assertThat(buffer.getFloat(8 + length)).isEqualTo(1f);
        assertThat(buffer.getFloat(8 + length + 4)).isEqualTo(-2f); // the wider type lies first, so it is aligned
        assertThat(bytes).hasSize(8 + length + 11);
        assertThat(folder).isDirectoryNotContaining(DurableFiles::isTemporary);
    }

    @Test
    void tensorsStayReadableAfterTheFileIsClosedAndReplaced() {
        Path file = folder.resolve("a");
        Safetensors.write(file, Map.of("a", StoredTensor.floats(new long[] {2}, 1f, 2f)), Map.of());
        Safetensors reader = Safetensors.open(file);
        StoredTensor tensor = reader.tensor("a");
        reader.close();

        Safetensors.write(file, Map.of("a", StoredTensor.floats(new long[] {2}, 3f, 4f)), Map.of());

        assertThat(tensor.toFloats()).containsExactly(1f, 2f);
    }

    /** A mapped file cannot be deleted on Windows, for as long as the mapping lives. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatWasReadIsNeitherOpenNorMapped() throws IOException {
        Path file = folder.resolve("some-unusual-name");
        Safetensors.write(file, Map.of("a", StoredTensor.floats(new long[] {5000}, new float[5000])), Map.of());
        Map<String, StoredTensor> kept = Safetensors.read(file);

        assertThat(Files.readAllLines(Path.of("/proc/self/maps"))).noneMatch(line -> line.contains("some-unusual-name"));
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(SafetensorsTest::target)).noneMatch(target -> target.contains("some-unusual-name"));
        }
        assertThat(kept.get("a").toFloats()).hasSize(5000);
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // the one with which the folder is listed is closed by now
        }
    }

    @Test
    void aMissingTensorIsNamed() {
        Path file = folder.resolve("a");
        Safetensors.write(file, Map.of("a", StoredTensor.floats(new long[] {1}, 1f)), Map.of());

        try (Safetensors reader = Safetensors.open(file)) {
            assertThatThrownBy(() -> reader.tensor("encoder.b"))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("no tensor encoder.b");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                // header; bytes of data; part of the reason
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}; 4; "
                        + "tensor a has 4 bytes, but F32 of shape [2] needs 8",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}; 3; tensor a ends at byte 4 of the data",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}; 5; 1 bytes after the last tensor",
                "{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},"
                        + "'b':{'dtype':'U8','shape':[4],'data_offsets':[3,7]}}; 7; "
                        + "tensor b overlaps",
                "{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},"
                        + "'b':{'dtype':'U8','shape':[4],'data_offsets':[5,9]}}; 9; "
                        + "gap of 1 bytes before tensor b",
                "{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},"
                        + "'a':{'dtype':'U8','shape':[4],'data_offsets':[4,8]}}; 8; "
                        + "the key a stands twice",
                "{'a':{'dtype':'F8','shape':[4],'data_offsets':[0,4]}}; 4; tensor a has the unknown type F8",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}; 4; tensor a: shape holds -1",
                "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}}; 4; tensor a: shape holds 1.0",
                "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,4]}}; 4; too large",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}; 4; tensor a ends before it begins",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,99999999999999999999]}}; 4; data_offsets holds 9999",
                "{'a':{'dtype':'F32','shape':[1]}}; 4; tensor a lacks dtype, shape or data_offsets",
                "{'a':7}; 4; tensor a lacks",
                "{'__metadata__':{'x':1}}; 0; __metadata__.x is not a text",
                "{'a':; 0; not valid JSON",
                "{}{}; 0; not valid JSON",
                "[]; 0; does not begin with a brace",
            })
    void headersThatContradictThemselvesOrTheFileAreRefused(String header, int dataBytes, String reason)
            throws IOException {
        Path file = folder.resolve("a");
        Files.write(file, file(header.strip().replace('\'', '"').getBytes(StandardCharsets.UTF_8), dataBytes));

        String expected = reason.strip().replace("Duplicate field 'a'", "Duplicate field");
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(expected);
    }

    private static byte[] file(byte[] header, int dataBytes) {
        return ByteBuffer.allocate(8 + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    @ParameterizedTest
    @CsvSource({"-1", "100000001", "9223372036854775807", "1000"})
    void headerLengthsThatCannotBeAreRefusedBeforeAnythingIsAllocated(long length) throws IOException {
        Path file = folder.resolve("a");
        Files.write(file, ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());

        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("header");
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = folder.resolve("a");
        Safetensors.write(file, RandomTensors.of(new Random(5), "t", 3, 5), Map.of("k", "v"));
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(EngineException.class);
        }
    }

    @Test
    void mutatedFilesAreRefusedOrReadInBounds() throws IOException {
        mutate(200);
    }

    @Test
    @Tag("thorough")
    void manyMutatedFilesAreRefusedOrReadInBounds() throws IOException {
        mutate(20_000);
    }

    private void mutate(int count) throws IOException {
        Path file = folder.resolve("a");
        int refused = 0;
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            var tensors = RandomTensors.of(random, "t", 1 + random.nextInt(4), 5);
            Safetensors.write(folder.resolve("valid"), tensors, Map.of());
            byte[] bytes = Files.readAllBytes(folder.resolve("valid"));
            int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() + 8;
            for (int i = random.nextInt(3); i >= 0; i--) {
                int position = random.nextInt(random.nextBoolean() ? 8 : header);
                bytes[position] = random.nextBoolean() ? (byte) random.nextInt() : (byte) ('0' + random.nextInt(10));
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 9));
            }
            Files.write(file, bytes);
            try (Safetensors reader = Safetensors.open(file)) {
                long total = 0;
                for (String name : reader.names()) {
                    StoredTensor tensor = reader.tensor(name);
                    assertThat(tensor.sizeBytes()).isEqualTo(StoredTensor.byteCount(tensor.type(), tensor.shape()));
                    tensor.data().get(new byte[(int) tensor.sizeBytes()]);
                    total += tensor.sizeBytes();
                }
                assertThat(total).isLessThan(bytes.length);
            } catch (EngineException e) {
                assertThat(e.why()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(count / 2);
    }
}
