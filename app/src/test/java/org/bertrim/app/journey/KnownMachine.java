package org.bertrim.app.journey;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.CacheFolder;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.measure.Calibration;
import org.bertrim.engine.measure.Machine;

/** A machine that need not be measured before the first window: its speeds are made up, and no test here looks at an estimate. */
final class KnownMachine {

    private static final String MEASURED = "2026-01-02T03:04:05Z";

    private KnownMachine() {}

    /** Puts the speeds into a cache folder that the window will use. */
    static void in(Path folder) {
        int threads = Runtime.getRuntime().availableProcessors();
        ObjectNode content = Json.mapper().createObjectNode().put("machine", Machine.fingerprint());
        content.putObject("automatic").put(Integer.toString(threads), "float32").put("1", "float32");
        ArrayNode calibrations = content.putArray("calibrations");
        for (int each : threads == 1 ? new int[] {1} : new int[] {1, threads}) {
            calibrations.add(Json.mapper().valueToTree(new Calibration(
                    Machine.fingerprint(), "float32", each, 384, 32, 1536, passes(), 1e-9, 1e-10, 1e-9, 0, MEASURED)));
        }
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("calibration.json"), Json.pretty(content).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty(CacheFolder.PROPERTY, folder.toString());
    }

    static void forget() {
        System.clearProperty(CacheFolder.PROPERTY);
    }

    private static List<Calibration.Pass> passes() {
        List<Calibration.Pass> passes = new ArrayList<>();
        for (Calibration.Mode mode : Calibration.Mode.values()) {
            for (double width : new double[] {0.25, 1}) {
                for (int tokens : new int[] {16, 48, 128}) {
                    int rows = mode == Calibration.Mode.SINGLE ? 1 : 32;
                    passes.add(new Calibration.Pass(mode, width, rows, tokens, 0.01, 1e-6 * rows * tokens * width));
                }
            }
        }
        return passes;
    }
}
