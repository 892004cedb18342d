package org.bertrim.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.FailureSink;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.bertrim.engine.cli.Doctor;
import org.bertrim.engine.cli.Finding;

/** What the settings page knows: above all what this machine can do, which is asked for when the page is first shown. */
final class SettingsViewModel {

    private final Texts texts;
    private final Background background;
    private final FailureSink failures;
    private final Callable<List<Finding>> doctor;
    private final ObservableList<MachineLine> machine = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

    SettingsViewModel(Texts texts, Background background, FailureSink failures, Path workspace) {
        this(texts, background, failures, () -> Doctor.ask(workspace));
    }

    SettingsViewModel(Texts texts, Background background, FailureSink failures, Callable<List<Finding>> doctor) {
        this.texts = texts;
        this.background = background;
        this.failures = failures;
        this.doctor = doctor;
    }

    /** What was found, in the order in which to show it; the old findings stay until there are new ones. */
    ObservableList<MachineLine> machine() {
        return machine;
    }

    ReadOnlyBooleanProperty looking() {
        return looking.getReadOnlyProperty();
    }

    /** Looks if nobody has looked yet. */
    void shown() {
        if (machine.isEmpty()) {
            look();
        }
    }

    /** Looks again; nothing while it is being looked at. */
    void look() {
        if (looking.get()) {
            return;
        }
        looking.set(true);
        background.run(
                doctor,
                findings -> {
                    looking.set(false);
                    machine.setAll(findings.stream().map(this::line).toList());
                },
                failure -> {
                    looking.set(false);
                    failures.report(failure);
                });
    }

    private MachineLine line(Finding finding) {
        Tone tone =
                switch (finding.status()) {
                    case OK -> Tone.GOOD;
                    case NOTE -> Tone.CAUTION;
                    case MISSING -> Tone.BAD;
                };
        String word = texts.get("settings.machine." + finding.status().name().toLowerCase(Locale.ROOT));
        return new MachineLine(tone, word, finding.subject(), finding.text(), finding.remedy());
    }
}
