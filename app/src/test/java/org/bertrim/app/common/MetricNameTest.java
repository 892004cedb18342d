package org.bertrim.app.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.bertrim.engine.task.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricNameTest {

    @ParameterizedTest
    @EnumSource(Metric.class)
    void everyMetricOfTheEngineHasAName(Metric metric) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            assertThat(Texts.of(locale).bundle("common").containsKey("common.metric." + metric.key())).isTrue();
        }
    }

    @Test
    void scoresOfSpansAreCalledAsInPapersAndUnknownOnesByTheirKey() {
        Texts texts = Texts.of(Locale.ENGLISH);
        assertThat(MetricName.of(texts, "spanF1")).isEqualTo("F1");
        assertThat(MetricName.of(texts, "exactMatch")).isEqualTo("exact match");
        assertThat(MetricName.of(texts, "later")).isEqualTo("later");
    }
}
