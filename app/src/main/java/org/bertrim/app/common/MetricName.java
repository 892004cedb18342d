package org.bertrim.app.common;

/** Scores in words. */
public final class MetricName {

    private static final String PREFIX = "common.metric.";

    private MetricName() {}

    /** What people call a metric; its key where it is not known, as in a run of a later version. */
    public static String of(Texts texts, String key) {
        return texts.bundle("common").containsKey(PREFIX + key) ? texts.get(PREFIX + key) : key;
    }
}
