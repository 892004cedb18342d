package org.bertrim.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.ModelShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratorTest {

    /** Small enough for the fewest tries to take less than a second. */
    private static final ModelShape TINY = new ModelShape(1, 16, 4, 32, 50, 128, 2);

    @TempDir
    private Path folder;

    @Test
    void measuresEveryKindOfPassAndLeavesNothingBehind() throws JsonProcessingException {
        Calibration measured = Calibrator.measure(TINY, Precision.FLOAT32, 1, folder, 0);
        assertThat(measured.fits(Machine.fingerprint(), "float32", 1, 16, 4)).isTrue();
        assertThat(measured.feedForward()).isEqualTo(32);
        assertThat(measured.passes()).extracting(Calibration.Pass::mode).contains(Calibration.Mode.values());
        assertThat(measured.passes()).allSatisfy(pass -> {
            assertThat(pass.fixedSeconds()).isFinite().isNotNegative();
            assertThat(pass.layerSeconds()).isFinite().isNotNegative();
            assertThat(pass.fixedSeconds() + pass.layerSeconds()).isPositive();
        });
        assertThat(measured.updateSecondsPerParameter()).isFinite().isPositive();
        assertThat(measured.copySecondsPerByte()).isFinite().isPositive();
        assertThat(measured.saveSecondsPerByte()).isFinite().isPositive();
        assertThat(measured.busyShare()).isBetween(0.0, 1.0);
        assertThat(folder).isEmptyDirectory();
        assertThat(Json.mapper().readValue(Json.line(measured), Calibration.class))
                .as("on its way from the process that measures")
                .isEqualTo(measured);
    }
}
