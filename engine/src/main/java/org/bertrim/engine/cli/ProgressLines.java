package org.bertrim.engine.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows plain lines, for files and pipes: each stage's start and end, and every tenth of it in between. */
final class ProgressLines extends ProgressView {

    private static final int PARTS = 10;

    private final Terminal terminal;
    private int shownParts;

    ProgressLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    void note(String text) {
        terminal.line(text);
    }

    @Override
    void stageStarted() {
        shownParts = 0;
        terminal.line(progress().placedStage() + ": started"
                + (progress().steps() > 0 ? ", " + progress().steps() + " steps" : ""));
    }

    @Override
    void moved() {
        int parts = (int) Math.floor(PARTS * progress().share() + 1e-9);
        shownParts = Math.min(shownParts, parts); // a stage's preparation counts for itself
        if (parts > shownParts && progress().step() < progress().steps()) {
            shownParts = parts;
            terminal.line(progress().placedStage() + ": "
                    + Stream.of(
                                    "step " + progress().step() + " of " + progress().steps(),
                                    progress().loss(),
                                    progress().left())
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(", ")));
        }
    }

    @Override
    void stageFinished(String stage, String time) {
        terminal.line(progress().placedStage() + ": done" + time
                + (progress().loss().isEmpty() ? "" : ", " + progress().loss()));
    }

    @Override
    void close() {
        terminal.out().flush();
    }
}
