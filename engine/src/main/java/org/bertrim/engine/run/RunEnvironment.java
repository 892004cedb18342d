package org.bertrim.engine.run;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.teacher.Teacher;

/** {@code environment.json}: with what a run was computed, and the guard that a resumed run goes on with the same. */
final class RunEnvironment {

    private static final List<String> MUST_STAY =
            List.of("device", "precision", "threads", "pytorch", "teacherFingerprint", "taskFingerprint");

    private RunEnvironment() {}

    /**
     * Writes the file at the first start; compares at every later one.
     *
     * @throws EngineException if the run was begun with another device, precision, thread count, library, teacher or data
     */
    static void record(RunFolder folder, Experiment experiment, Teacher teacher, Task task) {
        ObjectNode now = Json.mapper().createObjectNode();
        Engine engine = Engine.getEngine("PyTorch");
        now.put("bertrim", version());
        now.put("pytorch", engine.getVersion());
        now.put("java", System.getProperty("java.runtime.version"));
        now.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        now.put("device", experiment.device());
        now.put("precision", experiment.precision());
        now.put("threads", experiment.threads());
        now.put("seed", experiment.seeds().get(0));
        now.put("teacher", teacher.source());
        now.put("teacherFingerprint", teacher.fingerprint());
        now.put("task", experiment.task().source());
        now.put("taskFingerprint", task.fingerprint());
        if (!Files.exists(folder.environmentFile())) {
            DurableFiles.write(folder.environmentFile(), Json.pretty(now));
            return;
        }
        var before = Json.read(folder.environmentFile());
        List<String> changed = MUST_STAY.stream()
                .filter(key -> !before.path(key).asText().equals(now.get(key).asText()))
                .map(key -> key + " was " + before.path(key).asText() + " and is now "
                        + now.get(key).asText())
                .toList();
        if (!changed.isEmpty()) {
            throw new EngineException(
                    "The run cannot be resumed here",
                    String.join("; ", changed) + ", so it would not end as it began",
                    "Resume it with what it was begun with, or start the experiment anew.");
        }
    }

    private static String version() {
        String version = RunEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Highest resident memory of this process so far, in bytes; the Java heap's where the system does not tell. */
    static long peakMemoryBytes() {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            try {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith("VmHWM:")) {
                        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                    }
                }
            } catch (IOException e) {
                return Runtime.getRuntime().totalMemory();
            }
        }
        return Runtime.getRuntime().totalMemory();
    }
}
