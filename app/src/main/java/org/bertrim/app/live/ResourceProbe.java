package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.RunFolder;

/**
 * Measures once a second what a run's worker and the machine use, by the Java runtime and, where there is one, {@code /proc}. A
 * worker on another machine is not measured.
 */
final class ResourceProbe {

    private static final int KEPT = 600;
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final Path PROC = Path.of("/proc");

    private final RunFolder folder;
    private final LongSupplier nanos;
    private final GpuProbe gpus = new GpuProbe();
    private final Deque<ResourceSample> samples = new ArrayDeque<>();
    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final long begin;
    private Instant written = Instant.MIN;
    private Instant begun = Instant.MIN;
    private long pid = -1;
    private Duration lastCpu = Duration.ZERO;
    private long lastNanos;
    private List<ResourceSample> given = List.of();

    ResourceProbe(RunFolder folder, LongSupplier nanos) {
        this.folder = folder;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /** Everything measured so far, oldest first, at most ten minutes. */
    List<ResourceSample> samples() {
        return given;
    }

    /** Measures, unless no worker of this machine works on the run. */
    void sample() {
        Optional<ProcessHandle> worker = worker();
        if (worker.isEmpty()) {
            return;
        }
        long now = nanos.getAsLong();
        Optional<Duration> cpu = worker.get().info().totalCpuDuration();
        double cores = Double.NaN;
        if (cpu.isPresent() && lastNanos != 0 && now > lastNanos) {
            cores = Math.max(0, (cpu.get().toNanos() - lastCpu.toNanos()) / (double) (now - lastNanos));
        }
        lastCpu = cpu.orElse(Duration.ZERO);
        boolean first = lastNanos == 0;
        lastNanos = now;
        if (first) {
            return; // a share of time needs two looks
        }
        samples.addLast(new ResourceSample(
                (now - begin) / 1e9,
                pid,
                cores,
                residentBytes(pid),
                machine.getCpuLoad(),
                machine.getTotalMemorySize() - availableBytes(),
                machine.getTotalMemorySize(),
                machine.getAvailableProcessors(),
                gpus.sample(now)));
        if (samples.size() > KEPT) {
            samples.removeFirst();
        }
        given = List.copyOf(samples);
    }

    private Optional<ProcessHandle> worker() {
        try {
            Path file = folder.workerFile();
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            if (!modified.equals(written)) {
                written = modified;
                JsonNode worker = Json.read(file);
                pid = worker.path("pid").asLong(-1);
                begun = Instant.parse(worker.path("started").asText());
                lastNanos = 0;
            }
        } catch (IOException | DateTimeException e) {
            return Optional.empty(); // no worker was ever started, or nobody can tell which
        }
        return pid < 0 ? Optional.empty() : ProcessHandle.of(pid).filter(this::isWorker);
    }

    /** A number is given to many processes in turn, and on every machine: the time of birth tells them apart. */
    private boolean isWorker(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .startInstant()
                        .map(birth -> Duration.between(birth, begun).abs().compareTo(START_UP) < 0)
                        .orElse(true);
    }

    /** {@code VmRSS} of a process, NaN where there is no such file. */
    static double residentBytes(long pid) {
        return kilobytes(PROC.resolve(Long.toString(pid)).resolve("status"), "VmRSS:").orElse(Double.NaN);
    }

    /** What could be given to programs at once: more than what is free, because caches can be dropped. */
    private double availableBytes() {
        return kilobytes(PROC.resolve("meminfo"), "MemAvailable:").orElse(machine.getFreeMemorySize());
    }

    private static OptionalDouble kilobytes(Path file, String key) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(key)) {
                    String digits = line.substring(key.length()).replaceAll("\\D", "");
                    return digits.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Long.parseLong(digits) * 1024.0);
                }
            }
            return OptionalDouble.empty();
        } catch (IOException e) {
            return OptionalDouble.empty(); // another system, or the process has ended
        }
    }
}
