package org.bertrim.app.live;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks the driver's own program how busy the first GPU is, at most every five seconds; nothing where there is no such program. */
final class GpuProbe {

    private static final String PROGRAM = "nvidia-smi";
    private static final long EVERY_NANOS = 5_000_000_000L;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final double MEGABYTE = 1024.0 * 1024.0;

    private final Optional<Path> program = find();
    private long asked;
    private Optional<ResourceSample.Gpu> last = Optional.empty();

    private static Optional<Path> find() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.of(Path.of(folder, PROGRAM), Path.of(folder, PROGRAM + ".exe")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first GPU, as it was at most five seconds ago. */
    Optional<ResourceSample.Gpu> sample(long nanos) {
        if (program.isPresent() && (asked == 0 || nanos - asked >= EVERY_NANOS)) {
            asked = nanos;
            last = ask(program.get());
        }
        return last;
    }

    private static Optional<ResourceSample.Gpu> ask(Path program) {
        try {
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--query-gpu=name,utilization.gpu,memory.used,memory.total",
                            "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty(); // found but not to be started: as good as none
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Reads {@code name, percent busy, MiB used, MiB in all}; what the driver cannot say is NaN. */
    static Optional<ResourceSample.Gpu> parse(String output) {
        String[] fields = output.lines().findFirst().orElse("").split(",");
        if (fields.length != 4) {
            return Optional.empty();
        }
        return Optional.of(new ResourceSample.Gpu(
                fields[0].strip(), number(fields[1]) / 100, number(fields[2]) * MEGABYTE, number(fields[3]) * MEGABYTE));
    }

    private static double number(String text) {
        return text.strip().matches("\\d+(\\.\\d+)?") ? Double.parseDouble(text.strip()) : Double.NaN;
    }
}
