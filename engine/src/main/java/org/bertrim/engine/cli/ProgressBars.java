package org.bertrim.engine.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows a bar for the stage that runs, on one line that is written again and again. */
final class ProgressBars extends ProgressView {

    private static final int BAR = 20;
    private static final int STAGE = 16;

    private final StatusLine line;

    ProgressBars(Terminal terminal) {
        this.line = new StatusLine(terminal);
    }

    @Override
    void note(String text) {
        line.permanent("  " + text);
        line.show(bar());
    }

    @Override
    void stageStarted() {
        line.show(bar());
    }

    @Override
    void moved() {
        line.show(bar());
    }

    @Override
    void stageFinished(String stage, String time) {
        line.permanent(pad(progress().placedStage()) + " done" + time
                + (progress().loss().isEmpty() ? "" : ", " + progress().loss()));
    }

    @Override
    void close() {
        line.show("");
    }

    private String bar() {
        if (progress().stage().isEmpty()) {
            return "";
        }
        if (progress().steps() <= 0) {
            return pad(progress().placedStage());
        }
        int percent = (int) Math.floor(100 * progress().share() + 1e-9);
        String counts = String.format(Locale.ROOT, "%3d %% %d/%d", percent, progress().step(), progress().steps());
        String rest = Stream.of(counts, progress().loss(), progress().left())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  "));
        return pad(progress().placedStage()) + " " + StatusLine.bar(progress().share(), BAR) + " " + rest;
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(0, STAGE - text.length()));
    }
}
