package org.bertrim.app.shell;

import java.time.Instant;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.FailureSink;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Texts;
import org.jspecify.annotations.Nullable;

/** Takes every failure of the window, from whichever thread: shows the latest and writes all of them to the log. */
final class Failures implements FailureSink {

    private final Background background;
    private final FailureLog log;
    private final Supplier<Texts> texts;
    private final ReadOnlyObjectWrapper<@Nullable FailureText> latest = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper hidden = new ReadOnlyIntegerWrapper();

    /**
     * Makes the sink.
     *
     * @param texts the words of the language that the window speaks now
     */
    Failures(Background background, FailureLog log, Supplier<Texts> texts) {
        this.background = background;
        this.log = log;
        this.texts = texts;
    }

    @Override
    public void report(Throwable failure) {
        FailureText text = FailureText.of(failure, texts.get());
        String thread = Thread.currentThread().getName();
        Instant now = Instant.now();
        background.run(
                () -> {
                    log.add(now, thread, text);
                    return text;
                },
                written -> {},
                unwritten -> {}); // a full disk keeps the log from being written; the screen still says what happened
        FxBackground.onScreen(() -> {
            if (latest.get() != null) {
                hidden.set(hidden.get() + 1);
            }
            latest.set(text);
        });
    }

    /** The failure to show, null when there is none or the user has closed it. */
    ReadOnlyObjectProperty<@Nullable FailureText> latest() {
        return latest.getReadOnlyProperty();
    }

    /** How many came before it since the user last closed one. */
    ReadOnlyIntegerProperty hidden() {
        return hidden.getReadOnlyProperty();
    }

    FailureLog log() {
        return log;
    }

    /** The user has read it. */
    void close() {
        latest.set(null);
        hidden.set(0);
    }
}
