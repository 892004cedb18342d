package org.bertrim.engine.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bertrim.engine.format.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Where runs, teachers and the user's notes lie. */
public final class Workspace {

    /** The environment variable that names the workspace. */
    public static final String VARIABLE = "BERTRIM_WORKSPACE";

    private Workspace() {}

    /**
     * The workspace: this option if given, else {@value #VARIABLE}, else {@code ~/Bertrim}; absolute, not yet created.
     */
    public static Path resolve(@Nullable Path option) {
        return resolve(option, System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path resolve(@Nullable Path option, Map<String, String> environment, Path home) {
        String variable = environment.get(VARIABLE);
        Path chosen;
        if (option != null) {
            chosen = option;
        } else if (variable != null && !variable.isBlank()) {
            chosen = Path.of(variable);
        } else {
            chosen = home.resolve("Bertrim");
        }
        Path workspace = chosen.toAbsolutePath().normalize();
        if (Files.exists(workspace) && !Files.isDirectory(workspace)) {
            throw new InvalidInput(
                    "The workspace " + workspace + " cannot be used",
                    "it is no folder",
                    "Name a folder with --workspace or " + VARIABLE + "; one that is not there yet is made.");
        }
        return workspace;
    }

    /** The folder of all runs. */
    public static Path runs(Path workspace) {
        return workspace.resolve("runs");
    }
}
