package org.bertrim.app.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bertrim.engine.format.DurableFiles;

/** Shows a folder in the program that the system has for that. */
final class FolderOpener {

    private FolderOpener() {}

    static Path open(Path folder) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String program = system.startsWith("windows") ? "explorer" : system.startsWith("mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(program, folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return folder;
        } catch (IOException e) {
            throw DurableFiles.failure("The folder " + folder + " could not be shown", e);
        }
    }
}
