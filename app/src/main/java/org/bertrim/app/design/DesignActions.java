package org.bertrim.app.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.Json;

/** What can be done with a draft: run, queue, save as a file, copy as a command. */
final class DesignActions {

    private final AppContext context;
    private final Texts texts;
    private final Draft draft;
    private final StringProperty note = new SimpleStringProperty("");

    DesignActions(AppContext context, Draft draft) {
        this.context = context;
        this.texts = context.texts();
        this.draft = draft;
    }

    /** What the last action did, in words; the view may clear it. */
    StringProperty note() {
        return note;
    }

    /**
     * Makes the runs and puts them in the queue.
     *
     * @param first whether they go before everything that waits, and the first of them is shown
     */
    void submit(boolean first) {
        ObjectNode experiment = draft.tree().get();
        context.background().run(
                () -> context.runs().submit(experiment, context.workspace(), first),
                ids -> {
                    note.set(texts.get("design.queued", ids.size()));
                    if (first && !ids.isEmpty()) {
                        context.navigator().openRun(ids.get(0));
                    }
                },
                context.failures()::report);
    }

    void saveAs(Path file) {
        ObjectNode experiment = draft.tree().get();
        context.background().run(
                () -> {
                    DurableFiles.write(file.toAbsolutePath(), Json.pretty(experiment));
                    return file;
                },
                written -> note.set(texts.get("design.saved-as", written.getFileName())),
                context.failures()::report);
    }

    /** Hands over the line that runs this experiment in a terminal. */
    void command(Consumer<String> copy) {
        ObjectNode experiment = draft.tree().get();
        context.background().run(
                () -> CommandText.line(CommandText.words(experiment, context.workspace())),
                line -> {
                    copy.accept(line);
                    note.set(texts.get("design.copied"));
                },
                context.failures()::report);
    }
}
