package org.bertrim.engine.cli;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.teacher.TeacherEntry;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.teacher.hub.HubModel;
import org.bertrim.engine.teacher.hub.HubSettings;

/** Looks at what training needs: Java, memory, disk, the numeric library, devices, tokenizers, teachers. */
final class Diagnosis {

    private static final long COMFORTABLE_MEMORY = 4L << 30; // resident memory of a 12 x 384 run, batch 32 x 128
    private static final long COMFORTABLE_DISK = 2L << 30; // natives in the cache folder and one run's checkpoints

    private static final String PLATFORMS =
            "Use a build for this platform: Linux x86-64, Windows x86-64 or macOS arm64.";

    private Diagnosis() {}

    /** Everything that was looked at, in the order in which to show it. */
    static List<Finding> of(Path workspace) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("Bertrim", Main.Version.current()));
        findings.add(Finding.ok("Java", System.getProperty("java.version") + " in " + System.getProperty("java.home")));
        findings.add(Finding.ok(
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors"));
        findings.add(memory());
        findings.add(workspace(workspace));
        findings.addAll(numerics());
        findings.addAll(teachers());
        findings.add(downloads());
        return findings;
    }

    private static Finding memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            long total = system.getTotalMemorySize();
            String text = Texts.bytes(total);
            return total >= COMFORTABLE_MEMORY
                    ? Finding.ok("Memory", text)
                    : Finding.note(
                            "Memory", text, "Train with smaller batches, or only with the teacher's first layers.");
        }
        return Finding.note("Memory", "unknown", "");
    }

    private static Finding workspace(Path workspace) {
        Path existing = workspace;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isWritable(existing) || !Files.isDirectory(existing)) {
            return Finding.missing(
                    "Workspace",
                    workspace + " cannot be written",
                    "Name another folder with --workspace or in the environment variable BERTRIM_WORKSPACE.");
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String there = existing.equals(workspace) ? "" : " (not there yet)";
            String text = workspace + there + ", " + Texts.bytes(free) + " free";
            return free >= COMFORTABLE_DISK
                    ? Finding.ok("Workspace", text)
                    : Finding.note("Workspace", text, "Make room: a run's checkpoints may need one or two gibibytes.");
        } catch (IOException e) {
            return Finding.note("Workspace", workspace + ", free space unknown: " + e, "");
        }
    }

    private static List<Finding> numerics() {
        try {
            Engine engine = Engine.getEngine("PyTorch");
            int gpus = engine.getGpuCount();
            Finding device = gpus > 0
                    ? Finding.ok("GPU", gpus == 1 ? "1 usable" : gpus + " usable")
                    : Finding.note("GPU", "none usable; training runs on the processor", gpuRemedy());
            return List.of(Finding.ok("PyTorch", engine.getVersion()), device);
        } catch (RuntimeException | LinkageError e) { // whatever keeps a native library from loading
            return List.of(Finding.missing(
                    "PyTorch",
                    "its libraries do not load: " + rootCause(e),
                    PLATFORMS + " See that DJL's cache folder (" + cacheFolder()
                            + ") can be written and has 500 MB free."));
        }
    }

    private static String gpuRemedy() {
        return Files.exists(Path.of("/proc/driver/nvidia/version"))
                ? "There is an NVIDIA driver. Set PYTORCH_LIBRARY_PATH to the lib folder of a PyTorch 2.7.1 for"
                        + " CUDA 12.8, PYTORCH_VERSION to 2.7.1 and PYTORCH_FLAVOR to cu128."
                : "";
    }

    private static String cacheFolder() {
        String named = System.getenv("DJL_CACHE_DIR");
        String usual = System.getProperty("user.home") + "/.djl.ai";
        return named != null ? named : System.getProperty("DJL_CACHE_DIR", usual);
    }

    /** The one that every build has is opened; others may be large, and are there or not. */
    private static List<Finding> teachers() {
        List<Finding> findings = new ArrayList<>();
        Teachers teachers = Teachers.builtin();
        List<TeacherEntry> present =
                teachers.catalogue().stream().filter(TeacherEntry::present).toList();
        for (TeacherEntry entry : present) {
            try {
                if (findings.isEmpty()) {
                    TextTokenizer.of(teachers.open(entry.source()).tokenizerJson()).close();
                    findings.add(Finding.ok("Tokenizers", "native library loads"));
                }
                findings.add(Finding.ok("Teacher", entry.source()));
            } catch (EngineException e) {
                findings.add(Finding.missing("Teacher", entry.source() + ": " + e.getMessage(), e.remedy()));
            } catch (LinkageError e) {
                findings.add(Finding.missing(
                        "Tokenizers", "the native library does not load: " + rootCause(e), PLATFORMS));
            }
        }
        return findings;
    }

    private static Finding downloads() {
        HubCache cache = HubCache.ofPlatform();
        try {
            List<HubModel> models = cache.list();
            String there = models.isEmpty()
                    ? "none yet"
                    : models.size() + " (" + Texts.bytes(models.stream().mapToLong(HubModel::bytes).sum()) + ")";
            return Finding.ok("Downloads", there + " in " + cache.folder() + ", from " + HubSettings.ofEnvironment());
        } catch (EngineException e) {
            return Finding.note("Downloads", e.why(), e.remedy());
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
