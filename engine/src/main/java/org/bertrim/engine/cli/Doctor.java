package org.bertrim.engine.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.JvmOptions;

/**
 * {@code bertrim doctor} for a program with a window: the look at the numeric library happens in a process of its own, which takes
 * whatever a broken library or driver does to it along.
 */
public final class Doctor {

    private Doctor() {}

    /** The other process: looks, and prints one JSON document. */
    public static void main(String[] arguments) {
        System.exit(Main.run("doctor", "--json", "--workspace", arguments[0]));
    }

    /**
     * What is installed, which devices there are, what is missing and how to get it, in the order in which to show it. Takes some
     * seconds.
     *
     * @throws EngineException if the process cannot be started or does not answer
     */
    public static List<Finding> ask(Path workspace) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        JvmOptions.forWorker().stream().filter(option -> !option.startsWith("-Xm")).forEach(command::add);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), Doctor.class.getName(), workspace.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (answer.isBlank()) {
                throw new EngineException(
                        "This machine could not be examined",
                        "the process that looks at it ended with code " + code + " and said nothing",
                        "Run \"bertrim doctor\" on a terminal and look at what it prints.");
            }
            return Json.mapper().readValue(answer, new TypeReference<List<Finding>>() {});
        } catch (IOException e) {
            throw DurableFiles.failure("This machine could not be examined", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("This machine was not examined", "the window was closed", "", e);
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
