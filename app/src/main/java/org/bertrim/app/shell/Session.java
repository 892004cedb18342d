package org.bertrim.app.shell;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Texts;
import org.bertrim.app.settings.Settings;
import org.bertrim.app.settings.SettingsFile;
import org.bertrim.app.store.RunCenter;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.CalibrationStore;

/** What lives as long as the window, whatever its language and look: workspace, runs, settings, failures. */
final class Session {

    private final Path workspace;
    private final Background background;
    private final SettingsFile file;
    private final Failures failures;
    private final RunCenter runs;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyStringWrapper precision = new ReadOnlyStringWrapper("auto");
    private volatile Texts texts;

    /** Opens nothing: the store is first read when the window is on the screen. */
    Session(Path workspace, Background background, SettingsFile file) {
        this.workspace = workspace;
        this.background = background;
        this.file = file;
        this.settings = new ReadOnlyObjectWrapper<>(file.read(Locale.getDefault()));
        this.texts = Texts.of(settings.get().locale());
        this.failures = new Failures(background, new FailureLog(workspace), () -> texts);
        this.runs = new RunCenter(workspace, background, failures);
    }

    Path workspace() {
        return workspace;
    }

    Background background() {
        return background;
    }

    Failures failures() {
        return failures;
    }

    RunCenter runs() {
        return runs;
    }

    /** Key of what precision {@code auto} means on this machine, or {@code auto} as long as nobody has measured it. */
    ReadOnlyStringProperty precision() {
        return precision.getReadOnlyProperty();
    }

    /** Reads what is known about this machine; it changes when Design or a run has measured it. */
    void lookAtMachine() {
        background.run(
                () -> CalibrationStore.ofPlatform()
                        .rememberedPrecision(Runtime.getRuntime().availableProcessors())
                        .map(Precision::key)
                        .orElse("auto"),
                precision::set,
                failures::report);
    }

    /** Rebuilds the store from the run folders, then says that it is done. */
    void repair(Runnable done) {
        background.run(
                () -> {
                    runs.repair();
                    return true;
                },
                repaired -> {
                    runs.refresh();
                    done.run();
                },
                failures::report);
    }

    /** Lets go of the store and leaves the settings behind; runs go on. */
    void close() {
        runs.close();
        keep();
    }

    /** The words of the language that is chosen now. */
    Texts texts() {
        return texts;
    }

    ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Changes the settings and keeps them. */
    void change(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings.get());
        if (changed.equals(settings.get())) {
            return;
        }
        if (!changed.language().equals(settings.get().language())) {
            texts = Texts.of(changed.locale());
        }
        settings.set(changed);
        background.run(
                () -> {
                    keep();
                    return changed;
                },
                kept -> {},
                failures::report);
    }

    /** Writes the settings as they are by now, so that writers that overtake each other leave the latest. */
    synchronized void keep() {
        file.write(settings.get());
    }
}
