package org.bertrim.engine.teacher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bertrim.engine.format.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {

    private static final URI HUB = URI.create("https://huggingface.co/x");

    @Test
    void withoutVariablesItIsThePublicHubWithoutAToken() {
        HubSettings settings = HubSettings.of(Map.of());
        assertThat(settings.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(settings.tokenFor(HUB)).isEmpty();
        assertThat(settings.offline()).isFalse();
    }

    @Test
    void anEndpointMayEndInASlashAndHaveAPath() {
        assertThat(HubSettings.of(Map.of("HF_ENDPOINT", " http://127.0.0.1:80/hub// ")).endpoint())
                .isEqualTo(URI.create("http://127.0.0.1:80/hub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "ftp://hub", "https://", "https://user:secret@hub", "https://hub/?a=b", "ht tp://x"})
    void anAddressThatIsNoHubIsRefused(String address) {
        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", address)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("HF_ENDPOINT");
    }

    @Test
    void theNewTokenGoesBeforeTheOldAndThatBeforeTheFile(@TempDir Path home) throws IOException {
        Files.writeString(home.resolve("token"), "from-file\n");
        String there = home.toString();
        assertThat(HubSettings.of(Map.of("HF_HOME", there)).tokenFor(HUB)).contains("from-file");
        assertThat(HubSettings.of(Map.of("HF_HOME", there, "HUGGING_FACE_HUB_TOKEN", "old")).tokenFor(HUB)).contains("old");
        assertThat(HubSettings.of(Map.of("HUGGING_FACE_HUB_TOKEN", "old", "HF_TOKEN", "new")).tokenFor(HUB)).contains("new");
        assertThat(HubSettings.of(Map.of("HF_HOME", home.resolve("nowhere").toString())).tokenFor(HUB)).isEmpty();
    }

    @Test
    void aTokenThatNoHeaderCanHoldIsNone() {
        assertThat(HubSettings.of(Map.of("HF_TOKEN", "a\nHost: b")).tokenFor(HUB)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example, https://hub.example/a, true",
        "https://hub.example, https://HUB.example:443/a, true",
        "https://hub.example, https://hub.example:444/a, false",
        "https://hub.example, http://hub.example/a, false",
        "https://hub.example, https://cdn.hub.example/a, false",
        "http://hub.example, http://hub.example/a, false",
        "http://localhost:5, http://localhost:5/a, true"
    })
    void theTokenIsForTheHubOnlyAndNeverInTheClear(String endpoint, String asked, boolean sent) {
        HubSettings settings = HubSettings.of(Map.of("HF_ENDPOINT", endpoint, "HF_TOKEN", "secret"));
        assertThat(settings.tokenFor(URI.create(asked)).isPresent()).isEqualTo(sent);
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "ON, true", "yes, true", "True, true", "0, false", "'', false", "no, false"})
    void offlineIsSaidInSeveralWays(String word, boolean offline) {
        assertThat(HubSettings.of(Map.of("HF_HUB_OFFLINE", word)).offline()).isEqualTo(offline);
    }

    @Test
    void namesHaveAnOwnerAndNoFolders() {
        assertThat(HubName.parse("google-bert/bert-base-uncased")).hasValueSatisfying(name -> assertThat(name.source())
                .isEqualTo("hub:google-bert/bert-base-uncased"));
        assertThat(HubName.ofSource("hub:a/b")).isPresent();
        for (String wrong : new String[] {"bert", "a/b/c", "../b", "a/..", "a/", "/b", "a/.b", "a b/c", "a/" + "b".repeat(95)}) {
            assertThat(HubName.parse(wrong)).as(wrong).isEmpty();
        }
    }
}
