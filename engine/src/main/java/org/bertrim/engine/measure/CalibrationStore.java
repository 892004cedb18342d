package org.bertrim.engine.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bertrim.engine.format.CacheFolder;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.ModelShape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was measured of this machine in one file of a cache folder. Whatever was measured on another machine or with another
 * numeric library is forgotten. Never loads the numeric library, so a program with a window may use it.
 */
public final class CalibrationStore {

    private static final Logger LOG = LoggerFactory.getLogger(CalibrationStore.class);
    private static final String FILE = "calibration.json";

    private record Content(String machine, Map<String, String> automatic, List<Calibration> calibrations) {

        Content {
            machine = Objects.requireNonNull(machine);
            automatic = Map.copyOf(automatic);
            automatic.values().forEach(Precision::of);
            calibrations = List.copyOf(calibrations);
        }
    }

    private final Path folder;

    /** A store in this folder, which need not exist. */
    public CalibrationStore(Path folder) {
        this.folder = folder;
    }

    /** The store of this machine, in the platform's cache folder. */
    public static CalibrationStore ofPlatform() {
        return new CalibrationStore(CacheFolder.ofPlatform());
    }

    /** What {@code auto} was found to mean on this machine, if it was ever measured. */
    public synchronized Optional<Precision> rememberedPrecision(int threads) {
        return Optional.ofNullable(read().automatic().get(Integer.toString(threads))).map(Precision::of);
    }

    /** Remembers what {@code auto} means on this machine. */
    public synchronized void keep(int threads, Precision automatic) {
        Content before = read();
        Map<String, String> all = new HashMap<>(before.automatic());
        all.put(Integer.toString(threads), automatic.key());
        write(new Content(before.machine(), all, before.calibrations()));
    }

    /** What is known about such an encoder on this machine. */
    public synchronized Optional<Calibration> find(ModelShape shape, Precision precision, int threads) {
        return fitting(read(), shape, precision, threads);
    }

    /** Keeps a measurement in the place of an older one of the same kind; one of another machine will not be found. */
    public synchronized void keep(Calibration measured) {
        Content before = read();
        List<Calibration> kept = new ArrayList<>(before.calibrations());
        kept.removeIf(old -> old.fits(
                        measured.machine(),
                        measured.precision(),
                        measured.threads(),
                        measured.hidden(),
                        measured.headSize())
                && old.feedForward() == measured.feedForward());
        kept.add(measured);
        write(new Content(before.machine(), before.automatic(), kept));
    }

    /** Where the file is kept; need not exist. */
    public Path folder() {
        return folder;
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
            @Nullable Content content = Json.mapper().treeToValue(Json.read(file), Content.class); // null: the file is empty
            return content != null && content.machine().equals(machine) ? content : empty;
        } catch (EngineException | JsonProcessingException e) {
            LOG.warn("The kept measurement {} cannot be read and will be made again: {}", file, e.getMessage());
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
