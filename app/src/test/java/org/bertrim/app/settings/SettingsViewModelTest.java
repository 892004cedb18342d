package org.bertrim.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.bertrim.engine.cli.Finding;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;

class SettingsViewModelTest {

    private final List<Throwable> failures = new ArrayList<>();
    private int looks;

    private SettingsViewModel model(List<Finding> findings) {
        return new SettingsViewModel(Texts.of(Locale.ENGLISH), Background.inline(), failures::add, () -> {
            looks++;
            if (findings.isEmpty()) {
                throw new EngineException("This machine could not be examined", "no answer", "Try again.");
            }
            return findings;
        });
    }

    @Test
    void saysWhatWasFoundInWordsAndTones() {
        SettingsViewModel model = model(List.of(
                new Finding(Finding.Status.OK, "Java", "17", ""),
                new Finding(Finding.Status.NOTE, "GPU", "none usable", "Set a path."),
                new Finding(Finding.Status.MISSING, "PyTorch", "does not load", "Make room.")));

        model.shown();
        model.shown();

        assertThat(looks).isEqualTo(1);
        assertThat(model.looking().get()).isFalse();
        assertThat(model.machine())
                .containsExactly(
                        new MachineLine(Tone.GOOD, "ok", "Java", "17", ""),
                        new MachineLine(Tone.CAUTION, "note", "GPU", "none usable", "Set a path."),
                        new MachineLine(Tone.BAD, "missing", "PyTorch", "does not load", "Make room."));
    }

    @Test
    void reportsAMachineThatCannotBeExaminedAndLooksAgainOnRequest() {
        SettingsViewModel model = model(List.of());

        model.shown();
        model.look();

        assertThat(looks).isEqualTo(2);
        assertThat(failures).hasSize(2);
        assertThat(model.looking().get()).isFalse();
        assertThat(model.machine()).isEmpty();
    }
}
