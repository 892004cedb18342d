package org.bertrim.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.bertrim.app.common.Texts;
import org.bertrim.app.store.RunStatus;
import org.bertrim.app.store.StoreNotice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"runs", "store"})
    void bothLanguagesHaveTheSameKeys(String bundle) {
        ResourceBundle english = Texts.of(Locale.ENGLISH).bundle(bundle);
        ResourceBundle chinese = Texts.of(Locale.CHINESE).bundle(bundle);

        assertThat(chinese.getLocale().getLanguage()).isEqualTo("zh");
        for (String key : english.keySet()) {
            assertThat(((java.util.PropertyResourceBundle) chinese).handleGetObject(key)).as(key).isNotNull();
        }
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyColumnStateAndNoticeHasItsTexts(String language) {
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        for (RunColumn column : RunColumn.ALL) {
            assertThat(texts.get("runs.column." + column.id())).isNotBlank();
            assertThat(texts.get("runs.column." + column.id() + ".tip")).isNotBlank();
        }
        for (RunStatus status : RunStatus.values()) {
            assertThat(texts.get("store.status." + status.key())).isNotBlank();
            assertThat(texts.get("store.status." + status.key() + ".tip")).isNotBlank();
        }
        for (StoreNotice.Kind kind : StoreNotice.Kind.values()) {
            assertThat(texts.get("store.notice." + kind.key(), "x")).isNotBlank();
        }
    }
}
