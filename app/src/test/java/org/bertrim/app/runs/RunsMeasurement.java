package org.bertrim.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bertrim.app.store.RunGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Opens the Runs place three times on made-up runs, {@code -Druns.measured=1000} of them with 100 numbers each, and prints what
 * {@link RunsBench} measures: the first opening is that of a Java machine that has seen no table yet.
 */
@EnabledIfSystemProperty(named = "runs.measured", matches = "\\d+")
class RunsMeasurement {

    private static final int METRICS = 100;
    private static final int OPENINGS = 3;

    @Test
    void openingTheTable() throws IOException {
        int runs = Integer.getInteger("runs.measured");
        Path workspace = Path.of("target", "runs-measure", Integer.toString(runs)).toAbsolutePath();
        if (!Files.isDirectory(workspace)) {
            RunGenerator.write(workspace, runs, METRICS);
        }
        RunsBench.measure(workspace, OPENINGS);

        assertThat(workspace.resolve("runs")).isDirectory();
    }
}
