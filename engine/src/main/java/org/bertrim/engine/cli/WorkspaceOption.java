package org.bertrim.engine.cli;

import java.nio.file.Path;
import org.bertrim.engine.run.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that every command with runs has. */
final class WorkspaceOption {

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "Where runs are kept; otherwise $BERTRIM_WORKSPACE, otherwise ~/Bertrim.")
    private @Nullable Path folder;

    /** The workspace, absolute. */
    Path path() {
        return Workspace.resolve(folder);
    }

    /** A command that has a workspace. */
    interface Owner {

        /** The command's option. */
        WorkspaceOption workspace();
    }
}
