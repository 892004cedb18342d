package org.bertrim.app;

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bertrim.app.shell.Workbench;
import org.bertrim.engine.cli.Main;
import org.jspecify.annotations.Nullable;

/**
 * Where the program starts: with a command it is the command line, without one the workbench. Commands do not load the toolkit.
 *
 * <p>It is no {@code Application} itself: Java refuses to start one of those from the class path.
 */
public final class Launcher {

    private static final String WORKSPACE = "--workspace";

    private Launcher() {}

    /** Runs the program and ends the JVM with the exit code of what was run. */
    public static void main(String[] arguments) {
        if (!opensWindow(arguments)) {
            System.exit(Main.run(arguments));
        }
        if (hasDisplay(System.getProperty("os.name"), System.getenv()) && opened(joined(arguments))) {
            System.exit(0);
        }
        System.out.println("There is no display for the workbench; running \"bertrim demo\" on the terminal instead.");
        List<String> demo = new ArrayList<>(List.of("demo"));
        demo.addAll(List.of(arguments));
        System.exit(Main.run(demo.toArray(String[]::new)));
    }

    /** Opens the window until it is closed; false if the display that the environment names does not answer. */
    private static boolean opened(String... arguments) {
        try {
            Workbench.open(arguments);
            return true;
        } catch (UnsupportedOperationException e) { // what the toolkit throws before it has started
            return false;
        }
    }

    /** Whether there is no command: nothing at all, or only the workspace. */
    static boolean opensWindow(String... arguments) {
        return switch (arguments.length) {
            case 0 -> true;
            case 1 -> arguments[0].startsWith(WORKSPACE + "=");
            case 2 -> arguments[0].equals(WORKSPACE);
            default -> false;
        };
    }

    /** The workspace in the one form that the toolkit reads. */
    static String[] joined(String... arguments) {
        return arguments.length == 2 ? new String[] {arguments[0] + "=" + arguments[1]} : arguments;
    }

    /** Whether a window could be shown: JavaFX on Linux needs an X server, which desktops on Wayland have too. */
    static boolean hasDisplay(String system, Map<String, String> environment) {
        if (system.startsWith("Linux")) {
            return named(environment.get("DISPLAY"));
        }
        return !GraphicsEnvironment.isHeadless();
    }

    private static boolean named(@Nullable String display) {
        return display != null && !display.isBlank();
    }
}
