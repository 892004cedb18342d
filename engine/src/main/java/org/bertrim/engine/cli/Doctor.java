package org.bertrim.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.ChildProcess;

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
        String what = "This machine could not be examined";
        String remedy = "Run \"bertrim doctor\" on a terminal and look at what it prints.";
        String answer = ChildProcess.ask(what, remedy, Doctor.class, List.of(workspace.toString()), "");
        try {
            return Json.mapper().readValue(answer, new TypeReference<List<Finding>>() {});
        } catch (JsonProcessingException e) {
            throw new EngineException(what, "the process for it gave no answer that can be read", remedy, e);
        }
    }
}
