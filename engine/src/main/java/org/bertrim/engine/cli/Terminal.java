package org.bertrim.engine.cli;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.regex.Pattern;
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

    /** Control characters other than ends of lines and tabs, and those that turn the direction of what follows. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\n\t]]");

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
        out.println(plain(text));
    }

    /** Prints one line of an error or a warning. */
    void error(String text) {
        err.println(plain(text));
    }

    /** Much of what is printed comes out of files; nothing in it may steer the terminal. */
    private static String plain(String text) {
        return STEERING.matcher(text).replaceAll("\uFFFD");
    }

    /** Prints the one JSON document of a command. */
    void json(Object value) {
        out.print(Json.pretty(value));
        out.flush();
    }
}
