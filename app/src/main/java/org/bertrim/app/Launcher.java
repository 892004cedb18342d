package org.bertrim.app;

import java.awt.GraphicsEnvironment;
import java.util.Map;
import org.bertrim.engine.cli.Main;

/**
 * Where the program starts: with arguments it is the command line, without them the workbench.
 *
 * <p>As long as there is no workbench window, a start without arguments runs the sample experiment on the terminal and says why.
 */
public final class Launcher {

    private Launcher() {}

    /** Runs the program and ends the JVM with the exit code of what was run. */
    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.exit(Main.run(arguments));
        }
        System.out.println(explanation(hasDisplay(System.getProperty("os.name"), System.getenv())));
        System.exit(Main.run("demo"));
    }

    /** Why a start without arguments runs the demo. */
    static String explanation(boolean display) {
        return display
                ? "The workbench window comes with a later version of Bertrim; running \"bertrim demo\" here instead."
                : "There is no display for the workbench; running \"bertrim demo\" on the terminal instead.";
    }

    /** Whether a window could be shown: on Linux a display must be named in the environment. */
    static boolean hasDisplay(String system, Map<String, String> environment) {
        if (system.startsWith("Linux")) {
            return named(environment.get("DISPLAY")) || named(environment.get("WAYLAND_DISPLAY"));
        }
        return !GraphicsEnvironment.isHeadless();
    }

    private static boolean named(String display) {
        return display != null && !display.isBlank();
    }
}
