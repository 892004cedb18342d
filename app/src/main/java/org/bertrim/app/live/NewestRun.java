package org.bertrim.app.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.run.Workspace;

/** Finds the run that was made last; ids begin with the time. */
final class NewestRun {

    private NewestRun() {}

    static Optional<String> of(Path workspace) {
        Path runs = Workspace.runs(workspace);
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw DurableFiles.failure("The runs in " + runs + " could not be listed", e);
        }
    }
}
