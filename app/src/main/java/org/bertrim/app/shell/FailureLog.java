package org.bertrim.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;

/** The log of the window: {@code logs/workbench.log} in the workspace, with one older file beside it. */
final class FailureLog {

    private static final long LARGEST = 1 << 20;

    private final Path file;

    FailureLog(Path workspace) {
        this.file = workspace.resolve("logs").resolve("workbench.log");
    }

    Path file() {
        return file;
    }

    /**
     * Adds a failure.
     *
     * @throws EngineException if the log cannot be written
     */
    synchronized void add(Instant time, String thread, FailureText failure) {
        String entry = time + " [" + thread + "] " + failure.what() + ": " + failure.why() + "\n" + failure.details() + "\n";
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) > LARGEST) {
                Files.move(file, file.resolveSibling("workbench.1.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw DurableFiles.failure("The log of the window could not be written", e);
        }
    }
}
