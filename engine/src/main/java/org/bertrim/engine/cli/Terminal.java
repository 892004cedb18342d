package org.bertrim.engine.cli;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.bertrim.engine.format.Json;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes.
 *
 * @param out results, and nothing else when JSON is asked for
 * @param err errors and warnings
 * @param interactive whether a person watches {@code out}, so that lines may be overwritten
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

    /** Characters that a line may have without wrapping on the usual terminal. */
    static final int COLUMNS = 79;

    /** The process's own output. */
    static Terminal ofProcess() {
        return new Terminal(writer(System.out), writer(System.err), isInteractive(System.console(), System.getenv()));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true);
    }

    static boolean isInteractive(@Nullable Console console, Map<String, String> environment) {
        return console != null && !"dumb".equals(environment.get("TERM")) && isTerminal(console);
    }

    /** Since Java 22 there is a console also where input and output are files; it says so itself. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** Prints one line. */
    void line(String text) {
        out.println(text);
    }

    /** Prints the one JSON document of a command. */
    void json(Object value) {
        out.print(Json.pretty(value));
        out.flush();
    }
}
