package org.bertrim.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    Path folder;

    @Test
    void giveBackWhatWasWritten() {
        Settings settings = new Settings(
                Theme.DARK, "zh", PlaceId.LIVE, "20261121-065639-x-s42", new Settings.Bounds(10, 20, 1200, 800), true);

        new SettingsFile(folder.resolve("new")).write(settings);

        assertThat(new SettingsFile(folder.resolve("new")).read(Locale.ENGLISH)).isEqualTo(settings);
    }

    @Test
    void beginInTheSystemsLanguage() {
        assertThat(new SettingsFile(folder).read(Locale.SIMPLIFIED_CHINESE).language()).isEqualTo("zh");
        assertThat(new SettingsFile(folder).read(Locale.FRENCH).language()).isEqualTo("en");
        assertThat(new SettingsFile(folder).read(Locale.FRENCH).place()).isEqualTo(PlaceId.DESIGN);
    }

    @Test
    void doNotKeepTheWindowFromOpening() throws Exception {
        for (String damaged : new String[] {"", "{", "null", "{\"theme\": \"PINK\"}", "[1]"}) {
            Files.writeString(folder.resolve("workbench.json"), damaged);
            assertThat(new SettingsFile(folder).read(Locale.ENGLISH).theme()).isEqualTo(Theme.LIGHT);
        }
        Files.writeString(folder.resolve("workbench.json"), "{\"theme\": \"DARK\", \"ofLater\": 1}");
        assertThat(new SettingsFile(folder).read(Locale.ENGLISH).theme()).isEqualTo(Theme.DARK);
    }

    @Test
    void lieWhereThePlatformKeepsThem() {
        Path home = Path.of("/home/ada");
        assertThat(SettingsFile.folder("Linux", Map.of(), home)).isEqualTo(home.resolve(".config/bertrim"));
        assertThat(SettingsFile.folder("Linux", Map.of("XDG_CONFIG_HOME", "/cfg"), home)).isEqualTo(Path.of("/cfg/bertrim"));
        assertThat(SettingsFile.folder("Mac OS X", Map.of(), home))
                .isEqualTo(home.resolve("Library/Application Support/Bertrim"));
        assertThat(SettingsFile.folder("Windows 11", Map.of("APPDATA", "/roaming"), home))
                .isEqualTo(Path.of("/roaming/Bertrim"));
    }
}
