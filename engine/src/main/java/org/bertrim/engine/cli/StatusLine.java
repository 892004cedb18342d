package org.bertrim.engine.cli;

/**
 * One line that is written again and again below what stays. Only a carriage return and spaces are used for that, which every terminal
 * understands.
 */
final class StatusLine {

    private final Terminal terminal;
    private String shown = "";

    StatusLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows this in place of what was shown; an empty text leaves an empty line. */
    void show(String line) {
        String cut = line.length() > Terminal.COLUMNS ? line.substring(0, Terminal.COLUMNS) : line;
        if (cut.equals(shown)) {
            return;
        }
        terminal.out().print("\r" + cut + " ".repeat(Math.max(0, shown.length() - cut.length())));
        if (cut.isEmpty()) {
            terminal.out().print("\r");
        }
        terminal.out().flush();
        shown = cut;
    }

    /** Prints a line that stays. */
    void permanent(String text) {
        show("");
        terminal.line(text);
    }

    /** A bar of so many characters. */
    static String bar(double share, int length) {
        int filled = (int) Math.floor(length * share + 1e-9);
        return "[" + "=".repeat(filled) + " ".repeat(length - filled) + "]";
    }
}
