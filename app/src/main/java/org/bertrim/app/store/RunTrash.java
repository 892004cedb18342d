package org.bertrim.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.run.Workspace;

/** The workspace's folder {@code trash}, from which runs can be taken back. */
final class RunTrash {

    private static final String FOLDER = "trash";

    private RunTrash() {}

    static void take(Path workspace, String runId) {
        move(Workspace.runs(workspace).resolve(runId), workspace.resolve(FOLDER).resolve(runId));
    }

    static void giveBack(Path workspace, String runId) {
        move(workspace.resolve(FOLDER).resolve(runId), Workspace.runs(workspace).resolve(runId));
    }

    private static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
        } catch (IOException e) {
            throw DurableFiles.failure("The run " + from.getFileName() + " could not be moved to " + to, e);
        }
    }
}
