package org.bertrim.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.ModelShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationStoreTest {

    private static final ModelShape SHAPE = new ModelShape(4, 64, 4, 256, 100, 128, 2);

    @TempDir
    private Path folder;

    private CalibrationStore store;

    @BeforeEach
    void open() {
        store = new CalibrationStore(folder.resolve("cache"));
    }

    private static Calibration calibration(String machine, double update) {
        return new Calibration(
                machine, "float32", 2, 64, 16, 256, List.of(), update, 1e-10, 1e-9, 0.1, "2026-01-01T00:00:00Z");
    }

    private Path file() {
        return folder.resolve("cache").resolve("calibration.json");
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(store.find(SHAPE, Precision.FLOAT32, 2)).isEmpty();
        assertThat(store.rememberedPrecision(2)).isEmpty();
    }

    @Test
    void keepsWhatWasMeasuredForTheNextProgram() {
        Calibration measured = calibration(Machine.fingerprint(), 1e-9);
        store.keep(measured);
        store.keep(2, Precision.BFLOAT16);
        CalibrationStore next = new CalibrationStore(folder.resolve("cache"));
        assertThat(next.find(SHAPE, Precision.FLOAT32, 2)).contains(measured);
        assertThat(next.rememberedPrecision(2)).contains(Precision.BFLOAT16);
    }

    @Test
    void saysNothingAboutOtherSettings() {
        store.keep(calibration(Machine.fingerprint(), 1e-9));
        store.keep(2, Precision.BFLOAT16);
        assertThat(store.find(SHAPE, Precision.BFLOAT16, 2)).isEmpty();
        assertThat(store.find(SHAPE, Precision.FLOAT32, 1)).isEmpty();
        assertThat(store.find(new ModelShape(4, 128, 4, 256, 100, 128, 2), Precision.FLOAT32, 2)).isEmpty();
        assertThat(store.find(new ModelShape(4, 64, 4, 512, 100, 128, 2), Precision.FLOAT32, 2)).isEmpty();
        assertThat(store.find(new ModelShape(12, 64, 4, 256, 9, 9, 1), Precision.FLOAT32, 2))
                .as("depth and vocabulary do not matter")
                .isPresent();
        assertThat(store.rememberedPrecision(1)).isEmpty();
    }

    @Test
    void replacesAnOlderMeasurementOfTheSameKind() throws IOException {
        store.keep(calibration(Machine.fingerprint(), 1e-9));
        store.keep(calibration(Machine.fingerprint(), 3e-9));
        assertThat(store.find(SHAPE, Precision.FLOAT32, 2).orElseThrow().updateSecondsPerParameter())
                .isEqualTo(3e-9);
        assertThat(Json.read(file()).get("calibrations")).hasSize(1);
    }

    @Test
    void forgetsWhatWasMeasuredOnAnotherMachine() {
        store.keep(calibration(Machine.fingerprint(), 1e-9));
        store.keep(2, Precision.BFLOAT16);
        ObjectNode file = (ObjectNode) Json.read(file());
        file.put("machine", "another processor; 64 cores");
        write(Json.pretty(file));
        assertThat(store.find(SHAPE, Precision.FLOAT32, 2)).isEmpty();
        assertThat(store.rememberedPrecision(2)).isEmpty();
    }

    @Test
    void doesNotUseACalibrationOfAnotherMachine() {
        store.keep(calibration("another processor; 64 cores", 1e-9));
        assertThat(store.find(SHAPE, Precision.FLOAT32, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"machine\": \"half a fi",
                "[]",
                "{}",
                "{\"machine\": \"m\"}",
                "{\"machine\": \"m\", \"automatic\": {\"2\": \"float8\"}, \"calibrations\": []}",
                "{\"machine\": \"m\", \"automatic\": {}, \"calibrations\": [null]}"
            })
    void startsAfreshWhereTheFileIsDamaged(String damaged) throws IOException {
        Files.createDirectories(file().getParent());
        write(damaged);
        assertThat(store.find(SHAPE, Precision.FLOAT32, 2)).isEmpty();
        assertThat(store.rememberedPrecision(2)).isEmpty();
        store.keep(calibration(Machine.fingerprint(), 1e-9));
        assertThat(store.find(SHAPE, Precision.FLOAT32, 2)).isPresent();
    }

    private void write(String content) {
        try {
            Files.writeString(file(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
