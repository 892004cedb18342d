package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "---/license: mit/---|mit",
        "---/language: en/license: 'apache-2.0'/tags:/- x/---|apache-2.0",
        "---/license:/- cc-by-4.0/- mit/---/text|cc-by-4.0",
        "---/licence: MIT/---|MIT",
        "---/tags:/- license: no/---/license: mit|unknown",
        "license: mit|unknown",
        "---/license: whatever it takes/---|unknown",
        "---/title: x|unknown"
    })
    void theHeadOfThePageSaysIt(String page, String licence) throws IOException {
        Files.writeString(folder.resolve("README.md"), page.replace('/', '\n').replace('\'', '"'));
        assertThat(Licence.of(folder)).isEqualTo(licence);
    }

    @Test
    void whatSaysNothingIsUnknown() throws IOException {
        assertThat(Licence.of(folder)).isEqualTo("unknown");
        Files.write(folder.resolve("README.md"), new byte[] {'-', '-', '-', '\n', (byte) 0xff, (byte) 0xfe});
        assertThat(Licence.of(folder)).isEqualTo("unknown");
    }
}
