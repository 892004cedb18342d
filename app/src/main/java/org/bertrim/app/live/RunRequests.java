package org.bertrim.app.live;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.bertrim.app.common.AppContext;
import org.bertrim.engine.run.RunState;
import org.jspecify.annotations.Nullable;

/** Asks a run to pause, to go on, to stop, and to start again; one thing at a time, and the next when the run has answered. */
final class RunRequests {

    /** What the user has asked of the run and the run has not answered yet. */
    enum Request {
        NONE,
        PAUSE,
        CONTINUE,
        STOP,
        RESUME
    }

    private final AppContext context;
    private final ReadOnlyObjectWrapper<Request> request = new ReadOnlyObjectWrapper<>(Request.NONE);
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private @Nullable RunPicture picture;
    private RunState requestedIn = RunState.INTERRUPTED;

    RunRequests(AppContext context) {
        this.context = context;
    }

    void clear() {
        picture = null;
        asking.set(false);
        request.set(Request.NONE);
    }

    /** Takes the run's answer, if it is one. */
    void update(RunPicture now) {
        picture = now;
        if (request.get() != Request.NONE && now.state() != requestedIn) {
            request.set(Request.NONE);
        }
        if (!now.active()) {
            asking.set(false);
        }
    }

    /** Whether the run can be asked for this now. */
    boolean can(Request wish) {
        RunPicture now = picture;
        if (now == null || request.get() != Request.NONE) {
            return false;
        }
        return switch (wish) {
            case NONE -> false;
            case PAUSE -> now.state() == RunState.RUNNING;
            case CONTINUE -> now.state() == RunState.PAUSED;
            case STOP -> now.active();
            case RESUME -> now.state() == RunState.STOPPED
                    || now.state() == RunState.FAILED
                    || now.state() == RunState.INTERRUPTED;
        };
    }

    void pause() {
        ask(Request.PAUSE, context.runs()::pause);
    }

    void proceed() {
        ask(Request.CONTINUE, context.runs()::proceed);
    }

    void resume() {
        ask(Request.RESUME, context.runs()::resume);
    }

    /** Asks whether the run shall really stop. */
    void askToStop() {
        asking.set(can(Request.STOP));
    }

    void keepRunning() {
        asking.set(false);
    }

    void stop() {
        asking.set(false);
        ask(Request.STOP, context.runs()::stop);
    }

    private void ask(Request wish, Consumer<String> command) {
        RunPicture now = picture;
        if (now == null || !can(wish)) {
            return;
        }
        requestedIn = now.state();
        request.set(wish);
        context.background()
                .run(
                        () -> {
                            command.accept(now.runId());
                            return now.runId();
                        },
                        done -> {},
                        thrown -> {
                            request.set(Request.NONE);
                            context.failures().report(thrown);
                        });
    }

    ReadOnlyObjectProperty<Request> requestProperty() {
        return request.getReadOnlyProperty();
    }

    /** Whether the question about stopping is open. */
    ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }
}
