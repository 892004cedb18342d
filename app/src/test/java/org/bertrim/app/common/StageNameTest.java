package org.bertrim.app.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class StageNameTest {

    @Test
    void stagesAreNamedInTheWindowsLanguage() {
        assertThat(StageName.of(Texts.of(Locale.ENGLISH), "runs", "fine-tune")).isEqualTo("Fine-tune");
        assertThat(StageName.of(Texts.of(Locale.CHINESE), "runs", "fine-tune")).isEqualTo("微调");
    }

    @Test
    void aNetworkAloneIsNamedByItsWidthAndDepth() {
        assertThat(StageName.of(Texts.of(Locale.ENGLISH), "live", "width-0.75x1.0")).isEqualTo("0.75 × 1 alone");
    }

    @Test
    void aStageOfALaterVersionKeepsItsId() {
        assertThat(StageName.of(Texts.of(Locale.ENGLISH), "live", "polish")).isEqualTo("polish");
    }
}
