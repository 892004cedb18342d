package org.bertrim.engine.measure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;

/** What this machine can do. */
public final class Machine {

    private static final int ROWS = 4096;
    private static final int INNER = 384;
    private static final int COLUMNS = 1536;
    private static final int TRIES = 5;
    private static final int FEW_ROWS = 512;
    private static final int MANY_TRIES = 40;
    /** bfloat16 must be this much faster to be the automatic choice. */
    private static final double WORTHWHILE = 1.3;

    /** Describes the library in the build. */
    private static final String LIBRARY = "/native/lib/pytorch.properties";

    /** Names a library outside of the build, as a property or in the environment. */
    private static final String LIBRARY_FOLDER = "PYTORCH_LIBRARY_PATH";

    private Machine() {}

    /** Processor cores that this process may use, the threads of a kernel by default. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Best of five (4096×384)·(384×1536) products, casts included, in GFLOP/s. */
    public static double ceilingGflops(NDManager parent, Precision precision) {
        return gflops(parent, precision, ROWS, TRIES);
    }

    private static double gflops(NDManager parent, Precision precision, int rows, int tries) {
        try (NDManager manager = parent.newSubManager()) {
            NDArray a = manager.ones(new Shape(rows, INNER)).muli(0.5);
            NDArray b = manager.ones(new Shape(INNER, COLUMNS)).muli(0.25);
            Kernels.product(a, b, precision).close();
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < tries; i++) {
                long start = System.nanoTime();
                Kernels.product(a, b, precision).close();
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
            }
            return 2.0 * rows * INNER * COLUMNS / best / 1e9;
        }
    }

    /**
     * bfloat16 where this machine multiplies in it clearly faster than in float32, else float32. The products are small and many, so
     * that neither new memory nor other programs decide.
     */
    public static Precision automaticPrecision(NDManager manager) {
        double low = gflops(manager, Precision.BFLOAT16, FEW_ROWS, MANY_TRIES);
        double full = gflops(manager, Precision.FLOAT32, FEW_ROWS, MANY_TRIES);
        return low > WORTHWHILE * full ? Precision.BFLOAT16 : Precision.FLOAT32;
    }

    /**
     * What {@code auto} means on this machine. Which precision is faster does not depend on the number of threads, and threads that wait for
     * each other on a busy machine say little about it, so one thread decides; the process should do nothing else afterwards.
     */
    public static Precision automaticPrecisionAlone() {
        Kernels.threads(1);
        try (NDManager manager = NDManager.newBaseManager()) {
            return automaticPrecision(manager);
        }
    }

    /** Names this machine as far as its speed goes: processor, cores, system, numeric library, which it does not load. */
    public static String fingerprint() {
        return Fingerprint.TEXT;
    }

    /** Read once, as nothing of it changes while the program runs. */
    private static final class Fingerprint {

        private static final String TEXT = String.join(
                "; ",
                processor(),
                cores() + " cores",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "PyTorch " + libraryVersion());
    }

    /** As the library's own description says; one that lies elsewhere is named by where it lies. */
    private static String libraryVersion() {
        String elsewhere = System.getProperty(LIBRARY_FOLDER, System.getenv(LIBRARY_FOLDER));
        if (elsewhere != null) {
            return elsewhere;
        }
        try (InputStream description = Machine.class.getResourceAsStream(LIBRARY)) {
            Properties properties = new Properties();
            if (description != null) {
                properties.load(description);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a damaged installation
        }
    }

    /**
     * Share of all cores that programs use right now, this one included, 0 to 1; NaN where the system does not say. Call it while
     * this program is idle.
     *
     * @param watch how long to watch
     */
    public static double busyShare(Duration watch) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return Double.NaN;
        }
        system.getCpuLoad(); // the first call only starts the watch
        LockSupport.parkNanos(watch.toNanos());
        double load = system.getCpuLoad();
        return load < 0 ? Double.NaN : load;
    }

    private static String processor() {
        Path linux = Path.of("/proc/cpuinfo");
        if (Files.isReadable(linux)) {
            try (Stream<String> lines = Files.lines(linux)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .orElse("unknown processor");
            } catch (IOException | UncheckedIOException e) {
                return "unknown processor";
            }
        }
        return Objects.requireNonNullElse(System.getenv("PROCESSOR_IDENTIFIER"), "unknown processor");
    }
}
