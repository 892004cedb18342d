package org.bertrim.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceProbeTest {

    @TempDir
    Path workspace;

    private final AtomicLong nanos = new AtomicLong(1);

    private ResourceProbe probe(Instant started) throws IOException {
        SmallRun run = new SmallRun(workspace);
        Files.writeString(
                run.folder.workerFile(),
                "{\"pid\": " + ProcessHandle.current().pid() + ", \"started\": \"" + started + "\", \"host\": \"here\"}");
        return new ResourceProbe(run.folder, () -> nanos.addAndGet(1_000_000_000L));
    }

    @Test
    void aLivingWorkerIsMeasuredFromTheSecondLookOn() throws IOException {
        ResourceProbe probe = probe(ProcessHandle.current().info().startInstant().orElse(Instant.now()));
        probe.sample();
        assertThat(probe.samples()).isEmpty();
        probe.sample();
        assertThat(probe.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(sample.machineBytes()).isPositive();
            assertThat(sample.machineUsed()).isBetween(0.0, sample.machineBytes());
            assertThat(sample.cores()).isPositive();
        });
    }

    @Test
    void anotherProcessWithTheSameNumberIsNoWorker() throws IOException {
        ResourceProbe probe = probe(Instant.parse("2001-01-01T00:00:00Z"));
        probe.sample();
        probe.sample();
        assertThat(probe.samples()).isEmpty();
    }

    @Test
    void theDriversLineIsRead() {
        // the form of nvidia-smi --query-gpu=name,utilization.gpu,memory.used,memory.total --format=csv,noheader,nounits
        ResourceSample.Gpu gpu = GpuProbe.parse("NVIDIA H200, 37, 1024, 143771\nNVIDIA H200, 0, 0, 143771\n").orElseThrow();
        assertThat(gpu.name()).isEqualTo("NVIDIA H200");
        assertThat(gpu.busy()).isEqualTo(0.37);
        assertThat(gpu.usedBytes()).isEqualTo(1024.0 * 1024 * 1024);
        assertThat(GpuProbe.parse("NVIDIA-SMI has failed")).isEmpty();
        assertThat(GpuProbe.parse("A, [N/A], 1, 2").orElseThrow().busy()).isNaN();
    }
}
