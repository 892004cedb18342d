package org.bertrim.app.common.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bertrim.app.common.AppContext;
import org.bertrim.engine.format.EngineException;

/** Shows a folder in the file manager of the platform. */
final class OpenFolder {

    private OpenFolder() {}

    static void open(Path folder, AppContext context) {
        List<String> command = command(System.getProperty("os.name"), folder);
        context.background().run(
                () -> {
                    try {
                        return new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .pid();
                    } catch (IOException e) {
                        throw new EngineException(
                                context.texts().get("chart.open.failed", folder.toString()),
                                e.getMessage(),
                                context.texts().get("chart.open.remedy"),
                                e);
                    }
                },
                pid -> {},
                context.failures()::report);
    }

    static List<String> command(String system, Path folder) {
        String name = system.toLowerCase(Locale.ROOT);
        String program = name.startsWith("win") ? "explorer" : name.startsWith("mac") ? "open" : "xdg-open";
        return List.of(program, folder.toString());
    }
}
