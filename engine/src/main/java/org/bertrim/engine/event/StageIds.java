package org.bertrim.engine.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import org.bertrim.engine.format.Json;

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

    /** The same event of another stage; events that have no stage stay as they are. */
    static Event moved(Event event, UnaryOperator<String> stage) {
        String before = event.stage();
        if (before == null) {
            return event;
        }
        ObjectNode tree = Json.mapper().valueToTree(event);
        tree.put("stage", stage.apply(before));
        try {
            return Json.mapper().treeToValue(tree, Event.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of the kind " + tree.path("type") + " cannot be read back", e);
        }
    }

    /** A sink that tells {@code sink} of the same events in other stages. */
    public static EventSink moving(EventSink sink, UnaryOperator<String> stage) {
        return event -> sink.emit(moved(event, stage));
    }
}
