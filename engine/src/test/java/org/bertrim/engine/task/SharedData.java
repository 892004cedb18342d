package org.bertrim.engine.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the real data sets, which are too large for the repository. They are looked for in the folder that the system
 * property {@code bertrim.shared} or the environment variable {@code BERTRIM_SHARED} names, else in {@code shared/}
 * inside or beside the working folder or one of its parents. Tests that need them are skipped, with a message, where
 * they are missing.
 */
public final class SharedData {

    private SharedData() {}

    /** The folder of the data sets, empty where there is none. */
    public static Optional<Path> find() {
        String named = System.getProperty("bertrim.shared", System.getenv("BERTRIM_SHARED"));
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named, "data")).filter(Files::isDirectory);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared").resolve("data");
            if (Files.isDirectory(data.resolve("glue"))) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }

    /** A file or folder of the data sets; skips the calling test where it is missing. */
    public static Path require(String path) {
        Optional<Path> found = find().map(data -> data.resolve(path)).filter(Files::exists);
        Assumptions.assumeTrue(
                found.isPresent(),
                () -> "skipped: no real data (" + path + ");"
                        + " set -Dbertrim.shared=FOLDER to the folder that holds data/");
        return found.orElseThrow();
    }

    /** A GLUE task of the data sets, all rows; skips the calling test where it is missing. */
    public static Task glue(String folder) {
        Path path = require("glue/" + folder);
        return Tasks.open("glue:" + folder, path.getParent(), null, 0);
    }

    /** The subset of SQuAD 1.1; skips the calling test where it is missing. */
    public static Task squad() {
        Path path = require("squad");
        return Tasks.open("squad:" + path, path, null, 0);
    }
}
