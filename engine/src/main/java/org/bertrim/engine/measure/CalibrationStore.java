package org.bertrim.engine.measure;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.ModelShape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was measured of this machine in one file of a cache folder, and measures what is missing. Whatever was measured on another
 * machine or with another numeric library is forgotten.
 */
public final class CalibrationStore {

    /** System property that names the cache folder instead of the platform's. */
    public static final String PROPERTY = "bertrim.cache";

    private static final Logger LOG = LoggerFactory.getLogger(CalibrationStore.class);
    private static final String FILE = "calibration.json";
    private static final Duration WATCH = Duration.ofMillis(400);

    private record Content(String machine, Map<String, String> automatic, List<Calibration> calibrations) {}

    private final Path folder;

    /** A store in this folder, which need not exist. */
    public CalibrationStore(Path folder) {
        this.folder = folder;
    }

    /** The platform's cache folder of this program. */
    public static Path platformFolder() {
        String chosen = System.getProperty(PROPERTY);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String local = System.getenv("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Bertrim").resolve("Cache");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("Bertrim");
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null || cache.isBlank() ? home.resolve(".cache") : Path.of(cache)).resolve("bertrim");
    }

    /** What {@code auto} means on this machine; measured at the first call, within a second. */
    public synchronized Precision automaticPrecision(int threads) {
        Content content = read();
        String known = content.automatic().get(Integer.toString(threads));
        if (known != null) {
            return Precision.of(known);
        }
        Kernels.threads(threads);
        try (NDManager manager = NDManager.newBaseManager()) {
            Precision measured = Machine.automaticPrecision(manager);
            Map<String, String> automatic = new HashMap<>(content.automatic());
            automatic.put(Integer.toString(threads), measured.key());
            write(new Content(content.machine(), automatic, content.calibrations()));
            return measured;
        }
    }

    /** What {@code auto} was found to mean on this machine, if it was ever measured; does not load the numeric library. */
    public synchronized Optional<Precision> rememberedPrecision(int threads) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Content content = Json.mapper().treeToValue(Json.read(file), Content.class);
            return content.machine().startsWith(Machine.hardware())
                    ? Optional.ofNullable(content.automatic().get(Integer.toString(threads))).map(Precision::of)
                    : Optional.empty();
        } catch (EngineException | JsonProcessingException | NullPointerException e) {
            return Optional.empty(); // whoever measures says so
        }
    }

    /** What is known about such an encoder on this machine. */
    public synchronized Optional<Calibration> find(ModelShape shape, Precision precision, int threads) {
        return fitting(read(), shape, precision, threads);
    }

    /** Measures and keeps it; takes some seconds on all cores. */
    public synchronized Calibration measure(ModelShape shape, Precision precision, int threads) {
        Calibration measured =
                Calibrator.measure(shape, precision, threads, folder, Machine.busyShare(WATCH));
        Content before = read();
        List<Calibration> kept = new ArrayList<>(before.calibrations());
        fitting(before, shape, precision, threads).ifPresent(kept::remove);
        kept.add(measured);
        write(new Content(before.machine(), before.automatic(), kept));
        return measured;
    }

    private static Optional<Calibration> fitting(Content content, ModelShape shape, Precision precision, int threads) {
        return content.calibrations().stream()
                .filter(known -> known.fits(
                                content.machine(), precision.key(), threads, shape.hidden(), shape.headSize())
                        && known.feedForward() == shape.feedForward())
                .findFirst();
    }

    private Content read() {
        String machine = Machine.fingerprint();
        Content empty = new Content(machine, Map.of(), List.of());
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return empty;
        }
        try {
            Content content = Json.mapper().treeToValue(Json.read(file), Content.class);
            return content.machine().equals(machine) ? content : empty;
        } catch (EngineException | JsonProcessingException | NullPointerException e) {
            LOG.warn("The kept measurement {} cannot be read and will be made again", file, e);
            return empty;
        }
    }

    private void write(Content content) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DurableFiles.failure("The measurement of this machine could not be kept", e);
        }
        DurableFiles.write(folder.resolve(FILE), Json.pretty(content));
    }
}
