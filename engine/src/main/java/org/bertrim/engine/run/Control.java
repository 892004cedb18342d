package org.bertrim.engine.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;

/**
 * How a run is told to pause, to go on and to stop: empty files in its {@code control} folder, which the worker deletes when it
 * has obeyed.
 */
public final class Control {

    /** What the worker is asked to do. */
    public enum Signal {
        /** Nothing. */
        NONE,
        /** Wait for {@link #CONTINUE} or {@link #STOP}. */
        PAUSE,
        /** End a pause. */
        CONTINUE,
        /** End, so that the run can be resumed. */
        STOP;

        Path file(Path folder) {
            return folder.resolve(name().toLowerCase(Locale.ROOT));
        }
    }

    private final Path folder;

    /** Reads the signals in this folder. */
    public Control(Path folder) {
        this.folder = folder;
    }

    /** The signal that waits, {@link Signal#STOP} before all others; it stays until {@link #obeyed}. */
    public Signal poll() {
        if (Files.exists(Signal.STOP.file(folder))) {
            return Signal.STOP;
        }
        if (Files.exists(Signal.PAUSE.file(folder))) {
            return Signal.PAUSE;
        }
        return Files.exists(Signal.CONTINUE.file(folder)) ? Signal.CONTINUE : Signal.NONE;
    }

    /** Removes a signal. */
    public void obeyed(Signal signal) {
        delete(folder, signal);
    }

    /**
     * Asks for something; {@link Signal#PAUSE} and {@link Signal#CONTINUE} replace each other, {@link Signal#NONE} takes back
     * whatever waits.
     *
     * @throws EngineException if the folder cannot be written
     */
    public static void request(Path controlFolder, Signal signal) {
        if (signal == Signal.NONE) {
            clear(controlFolder);
            return;
        }
        if (signal == Signal.PAUSE) {
            delete(controlFolder, Signal.CONTINUE);
        } else if (signal == Signal.CONTINUE) {
            delete(controlFolder, Signal.PAUSE);
        }
        try {
            Files.createDirectories(controlFolder);
            Files.createFile(signal.file(controlFolder));
        } catch (FileAlreadyExistsException e) {
            return; // asked for twice
        } catch (IOException e) {
            throw DurableFiles.failure("The run could not be asked to " + signal.name().toLowerCase(Locale.ROOT), e);
        }
    }

    /** Takes back whatever waits; whoever starts a worker does this first, so that an old stop does not stop it. */
    static void clear(Path controlFolder) {
        for (Signal signal : Signal.values()) {
            if (signal != Signal.NONE) {
                delete(controlFolder, signal);
            }
        }
    }

    private static void delete(Path folder, Signal signal) {
        try {
            Files.deleteIfExists(signal.file(folder));
        } catch (IOException e) {
            throw DurableFiles.failure("The run's control folder could not be cleared", e);
        }
    }
}
