package org.bertrim.engine.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.EventSink;
import org.bertrim.engine.format.Json;

/**
 * Tells a sink of the same events in other stages; those that have no stage stay as they are.
 *
 * @param sink that is told
 * @param stage the other stage of each
 */
record MovedEvents(EventSink sink, UnaryOperator<String> stage) implements EventSink {

    @Override
    public void emit(Event event) {
        sink.emit(moved(event));
    }

    private Event moved(Event event) {
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
}
