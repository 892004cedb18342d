package org.bertrim.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void sizesKeepAUnitInWhichTheyAreSomething() {
        assertThat(Texts.bytes(0)).isEqualTo("0 MiB");
        assertThat(Texts.bytes(1)).isEqualTo("1 KiB");
        assertThat(Texts.bytes(37_540)).isEqualTo("37 KiB");
        assertThat(Texts.bytes(1 << 20)).isEqualTo("1 MiB");
        assertThat(Texts.bytes(3L << 30)).isEqualTo("3.0 GiB");
    }
}
