package org.bertrim.engine.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a short-lived process with the Java and the class path of this one. Whatever a broken library or driver does, it does to that
 * process.
 */
public final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    private ChildProcess() {}

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
        try {
            Path log = Files.createTempFile("bertrim-", ".log");
            try {
                Process process = start(main, arguments, log.toFile());
                try {
                    return answer(process, what, remedy, question, log);
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
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
        WorkerProcess.prepare(builder.environment());
        return builder.start();
    }

    private static String answer(Process process, String what, String remedy, String question, Path log)
            throws IOException, InterruptedException {
        try (var input = process.getOutputStream()) {
            input.write(question.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("The process did not read what it was asked", e); // its end says more
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (answer.isBlank()) {
            LOG.warn("{}: {}", what, new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
            throw new EngineException(what, "the process for it ended with code " + code + " and said nothing", remedy);
        }
        return answer;
    }
}
