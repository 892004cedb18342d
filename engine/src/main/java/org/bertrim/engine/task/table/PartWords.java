package org.bertrim.engine.task.table;

/** Words that tell the part of the data that a row belongs to. */
public final class PartWords {

    private PartWords() {}

    /** Whether it says that a row is for training. */
    public static boolean isTrain(String value) {
        return ColumnNames.TRAIN.contains(ColumnNames.plain(value));
    }

    /** Whether it says that a row is for scoring while a model is made. */
    public static boolean isDev(String value) {
        return ColumnNames.DEV.contains(ColumnNames.plain(value));
    }

    /** Whether it says that a row is for the last scoring. */
    public static boolean isTest(String value) {
        return ColumnNames.TEST.contains(ColumnNames.plain(value));
    }
}
