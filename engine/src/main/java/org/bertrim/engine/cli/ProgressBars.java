package org.bertrim.engine.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows a bar for the stage that runs, on one line that is written again and again. Only a carriage return and spaces
 * are used for that, which every terminal understands.
 */
final class ProgressBars extends ProgressView {

    private static final int BAR = 20;
    private static final int STAGE = 16;

    private final Terminal terminal;
    private String shown = "";

    ProgressBars(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    void note(String text) {
        permanent("  " + text);
        draw(bar());
    }

    @Override
    void stageStarted() {
        draw(bar());
    }

    @Override
    void moved() {
        draw(bar());
    }

    @Override
    void stageFinished(String stage, String time) {
        permanent(pad(progress().placedStage()) + " done" + time
                + (progress().loss().isEmpty() ? "" : ", " + progress().loss()));
    }

    @Override
    void close() {
        draw("");
    }

    private String bar() {
        if (progress().stage().isEmpty()) {
            return "";
        }
        if (progress().steps() <= 0) {
            return pad(progress().placedStage());
        }
        int filled = (int) Math.floor(BAR * progress().share() + 1e-9);
        int percent = (int) Math.floor(100 * progress().share() + 1e-9);
        String counts = String.format(Locale.ROOT, "%3d %% %d/%d", percent, progress().step(), progress().steps());
        String rest = Stream.of(counts, progress().loss(), progress().left())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  "));
        return pad(progress().placedStage()) + " [" + "=".repeat(filled) + " ".repeat(BAR - filled) + "] " + rest;
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(0, STAGE - text.length()));
    }

    private void permanent(String text) {
        draw("");
        terminal.line(text);
    }

    private void draw(String line) {
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
}
