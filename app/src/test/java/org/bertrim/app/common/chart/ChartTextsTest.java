package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.Words;
import org.junit.jupiter.api.Test;

class ChartTextsTest {

    @Test
    void theScreenKnowsEveryWordOfAFigureAndEnglishIsAsOnPaper() {
        Words english = SceneView.words(Texts.of(Locale.ENGLISH));
        Words chinese = SceneView.words(Texts.of(Locale.CHINESE));
        Object[] places = {"1", "2", "3", "4", "5"};
        for (String key : Words.keys()) {
            assertThat(english.get(key, places)).isEqualTo(Words.ENGLISH.get(key, places));
            if (key.equals("cellInput")) {
                continue; // a formula
            }
            assertThat(chinese.get(key, places)).isNotEqualTo(english.get(key, places)).isNotBlank();
        }
    }
}
