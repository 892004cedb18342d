package org.bertrim.engine.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.teacher.hub.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a short-lived process with the Java and the class path of this one. Whatever a broken library or driver does, it does to that
 * process. It does not outlive the one that asks.
 */
public final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    /** The property that names the process which asks. */
    private static final String PARENT = "bertrim.parent";

    private ChildProcess() {}

    /** To be called first by a main class that is asked: ends this process as soon as nobody waits for its answer any more. */
    static void endWithParent() {
        Long parent = Long.getLong(PARENT);
        if (parent == null) {
            return; // somebody tries it by hand
        }
        Runtime here = Runtime.getRuntime();
        ProcessHandle.of(parent)
                .ifPresentOrElse(process -> process.onExit().thenRun(() -> here.halt(1)), () -> here.halt(1));
    }

    /**
     * Starts a main class and waits for what it prints.
     *
     * @param what did not work if it does not work, as a sentence without its end
     * @param remedy what the user can do then
     * @param arguments of the main class
     * @param question what it reads from its standard input, as UTF-8
     * @return what it printed to its standard output, as UTF-8, never blank
     * @throws EngineException if it cannot be started, or ends without a word
     */
    public static String ask(String what, String remedy, Class<?> main, List<String> arguments, String question) {
        return ask(what, remedy, main, arguments, question, ChildProcess::whole, new Cancellation());
    }

    /**
     * The same with a process that says how far it is: a line each time, and the answer as its last line.
     *
     * @param progress told each line before the last one, on the calling thread
     * @param cancellation ends the process
     * @throws java.util.concurrent.CancellationException if that was wished
     */
    static String ask(
            String what,
            String remedy,
            Class<?> main,
            String question,
            Consumer<String> progress,
            Cancellation cancellation) {
        return ask(what, remedy, main, List.of(), question, output -> lastLine(output, progress), cancellation);
    }

    /** Reads what a process prints. */
    private interface Reading {
        String of(InputStream output) throws IOException;
    }

    private static String whole(InputStream output) throws IOException {
        return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String lastLine(InputStream output, Consumer<String> progress) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!last.isEmpty()) {
                progress.accept(last);
            }
            last = line;
        }
        return last;
    }

    private static String ask(
            String what,
            String remedy,
            Class<?> main,
            List<String> arguments,
            String question,
            Reading reading,
            Cancellation cancellation) {
        cancellation.check();
        try {
            Path log = Files.createTempFile("bertrim-", ".log");
            try {
                Process process = start(main, arguments, log.toFile());
                cancellation.whenWished(process::destroyForcibly);
                try {
                    return answer(process, what, remedy, question, log, reading);
                } catch (EngineException | IOException e) {
                    cancellation.check(); // a process that was ended does not answer
                    throw e;
                } finally {
                    process.destroyForcibly(); // nobody waits for it any more
                }
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw DurableFiles.failure(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(what, "the program was closed", "", e);
        }
    }

    private static Process start(Class<?> main, List<String> arguments, File log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(WorkerProcess.java().toString());
        command.addAll(WorkerProcess.MEMORY);
        JvmOptions.forWorker().stream().filter(option -> !option.startsWith("-Xm")).forEach(command::add);
        command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
        WorkerProcess.prepare(builder.environment());
        return builder.start();
    }

    private static String answer(
            Process process, String what, String remedy, String question, Path log, Reading reading)
            throws IOException, InterruptedException {
        try (var input = process.getOutputStream()) {
            input.write(question.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("The process did not read what it was asked", e); // its end says more
        }
        String answer = reading.of(process.getInputStream());
        int code = process.waitFor();
        if (answer.isBlank()) {
            LOG.warn("{}: {}", what, new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
            throw new EngineException(what, "the process for it ended with code " + code + " and said nothing", remedy);
        }
        return answer;
    }
}
