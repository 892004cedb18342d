package org.bertrim.engine.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A terminal that keeps what is written. */
final class RecordedTerminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Terminal terminal;

    RecordedTerminal(boolean interactive) {
        terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), interactive);
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        terminal.out().flush();
        return out.toString();
    }

    String err() {
        terminal.err().flush();
        return err.toString();
    }

    /** What a person sees in the end: a carriage return starts the line again. */
    String screen() {
        StringBuilder screen = new StringBuilder();
        for (String line : out().split("\n", -1)) {
            StringBuilder shown = new StringBuilder();
            for (String part : line.split("\r", -1)) {
                shown.replace(0, Math.min(part.length(), shown.length()), part);
            }
            screen.append(shown.toString().stripTrailing()).append('\n');
        }
        return screen.toString().stripTrailing();
    }
}
