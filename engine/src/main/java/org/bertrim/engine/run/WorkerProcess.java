package org.bertrim.engine.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;

/**
 * Starts the worker of a run as a process of its own, with the Java and the class path of the running one.
 *
 * <p>The worker outlives whoever started it: its input is empty, its output goes to {@code worker.log}, and it leaves
 * its parent's process group. Its arguments go through {@code worker.args}, because a class path may be longer than a
 * command line on Windows.
 */
public final class WorkerProcess {

    /** A small heap that shrinks again after loading, and room for tensors, which lie outside of it. */
    static final List<String> MEMORY = List.of(
            "-XX:+UseSerialGC",
            "-XX:MaxNewSize=96m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=25",
            "-XX:MaxDirectMemorySize=64g");

    /**
     * Makes the GNU C library give back the memory of large tensors when they are freed, and keep that of small ones in one place:
     * PyTorch's forward and backward threads would otherwise each hold on to what the other needs. Tensors come and go with every
     * operation, so the kernel is asked for huge pages: filling small ones took a fifth of the training time.
     */
    private static final Map<String, String> ALLOCATOR = Map.of(
            "MALLOC_MMAP_THRESHOLD_", "4194304", "MALLOC_ARENA_MAX", "1", "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

    /** Makes Intel's matrix library give the same bits wherever in memory its arguments lie. */
    private static final String REPRODUCIBLE = "MKL_CBWR";

    private static final String STRICT = "AUTO,STRICT";

    private WorkerProcess() {}

    /**
     * Starts a worker; signals that wait in the run's control folder are taken back first, as they were meant for an
     * earlier one. The run is locked as soon as the worker is up.
     *
     * @param jvmOptions options of the Java machine, e.g. {@code -Xmx2g}
     * @throws EngineException if a worker is busy with the run, this Java has no launcher, or the process cannot be
     *     started
     */
    public static Process start(RunFolder folder, List<String> jvmOptions) {
        return start(folder, jvmOptions, WorkerMain.class.getName());
    }

    static Process start(RunFolder folder, List<String> jvmOptions, String mainClass) {
        if (WorkerLock.held(folder)) {
            throw new EngineException(
                    "The worker of the run " + folder + " could not be started",
                    "another worker is busy with it",
                    "Wait for it, or stop it first.");
        }
        Control.clear(folder.controlFolder());
        try {
            String arguments = String.join("\n", arguments(jvmOptions, mainClass, folder));
            DurableFiles.write(folder.argumentsFile(), arguments.getBytes(launcherCharset()));
            ProcessBuilder builder = new ProcessBuilder(java().toString(), "@" + folder.argumentsFile());
            prepare(builder.environment());
            return builder.directory(folder.root().toFile())
                    .redirectInput(nothing())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw DurableFiles.failure("The worker of the run " + folder + " could not be started", e);
        }
    }

    private static List<String> arguments(List<String> jvmOptions, String mainClass, RunFolder folder) {
        List<String> arguments = new ArrayList<>(MEMORY);
        arguments.addAll(jvmOptions);
        arguments.add("-cp");
        arguments.add(absolute(System.getProperty("java.class.path")));
        arguments.add(mainClass);
        arguments.add(folder.root().toString());
        return arguments.stream().map(WorkerProcess::quote).toList();
    }

    /** The worker starts in its run's folder, so relative entries would lead nowhere. */
    static String absolute(String classPath) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(classPath)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** As the launcher reads it: in quotes, with backslashes doubled. */
    static String quote(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** What the native libraries of a worker should find in the environment; who set it otherwise is left alone. */
    static void prepare(Map<String, String> environment) {
        environment.putIfAbsent(REPRODUCIBLE, STRICT);
        ALLOCATOR.forEach(environment::putIfAbsent);
    }

    /**
     * The launcher of the running Java.
     *
     * @throws EngineException if it has none
     */
    static Path java() {
        Path java = Path.of(System.getProperty("java.home"), "bin", isWindows() ? "java.exe" : "java");
        if (!Files.isRegularFile(java)) {
            throw new EngineException(
                    "The worker could not be started",
                    "there is no Java launcher at " + java,
                    "Install the program again, or start it with a complete Java.");
        }
        return java;
    }

    private static ProcessBuilder.Redirect nothing() {
        return ProcessBuilder.Redirect.from(new File(isWindows() ? "NUL" : "/dev/null"));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /**
     * The launcher passes the file's bytes on as they are; Java then reads them in the platform's own character set.
     */
    private static Charset launcherCharset() {
        String name = System.getProperty("sun.jnu.encoding");
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
