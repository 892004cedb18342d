package org.bertrim.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.run.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Which of a run's models a command means. */
final class RunModels {

    /** The model that every run has; others are what the run was made for. */
    private static final String TEACHER = "teacher";

    private RunModels() {}

    /**
     * The folder of a model.
     *
     * @param name null for the one that the run was made for
     */
    static Path choose(RunFolder folder, @Nullable String name, CommandLine command) {
        return folder.modelsFolder().resolve(chosen(folder, name, command));
    }

    private static String chosen(RunFolder folder, @Nullable String name, CommandLine command) {
        List<String> names = Files.isDirectory(folder.modelsFolder()) ? names(folder) : List.of();
        if (names.isEmpty()) {
            throw new EngineException(
                    "The run has no model yet",
                    "the run " + folder + " has none; models are written at its end",
                    "Let the run finish: bertrim run --resume " + folder);
        }
        if (name != null) {
            if (!names.contains(name)) {
                throw new ParameterException(
                        command, "The run has no model " + name + "; it has " + String.join(", ", names) + ".");
            }
            return name;
        }
        List<String> made = names.stream().filter(each -> !each.equals(TEACHER)).toList();
        if (made.size() > 1) {
            throw new ParameterException(
                    command, "The run has several models; choose one with --name: " + String.join(", ", names) + ".");
        }
        return made.isEmpty() ? TEACHER : made.get(0);
    }

    private static List<String> names(RunFolder folder) {
        try (Stream<Path> children = Files.list(folder.modelsFolder())) {
            return children.filter(child -> Files.isRegularFile(child.resolve("config.json")))
                    .filter(child -> !DurableFiles.isTemporary(child))
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw DurableFiles.failure("The models of the run " + folder + " could not be listed", e);
        }
    }
}
