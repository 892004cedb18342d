package org.bertrim.engine.event;

/**
 * Ids of stages. A run that repeats stages for other tasks or networks beside its own tells them apart by a part: {@code
 * search@pairs} is the stage {@code search} of the part {@code pairs}. What shows a run's own task leaves parts out.
 */
public final class StageIds {

    private static final char SEPARATOR = '@';

    private StageIds() {}

    /** The id of a stage of a part; the part has lower-case letters, digits, {@code -} and {@code .}. */
    public static String of(String stage, String part) {
        return stage + SEPARATOR + part;
    }

    /** The stage without its part. */
    public static String stage(String id) {
        int at = id.indexOf(SEPARATOR);
        return at < 0 ? id : id.substring(0, at);
    }

    /** The part, empty for a stage of the run's own task. */
    public static String part(String id) {
        int at = id.indexOf(SEPARATOR);
        return at < 0 ? "" : id.substring(at + 1);
    }

    /** Whether an event is about a part, and says nothing about the run's own task. */
    public static boolean ofPart(Event event) {
        String stage = event.stage();
        return stage != null && stage.indexOf(SEPARATOR) >= 0;
    }
}
