package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Reads and changes values of a JSON tree by dotted paths. Trees are never changed in place: a change makes a new one. */
final class JsonTree {

    private JsonTree() {}

    /** The value at a path, null if nothing stands there. */
    static @Nullable JsonNode at(JsonNode root, String path) {
        JsonNode node = root;
        for (String key : path.split("\\.")) {
            node = node.get(key);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** The tree with another value at a path; objects on the way are made, whatever else stands there is replaced. */
    static ObjectNode with(ObjectNode root, String path, JsonNode value) {
        ObjectNode changed = root.deepCopy();
        String[] keys = path.split("\\.");
        ObjectNode object = changed;
        for (int i = 0; i < keys.length - 1; i++) {
            object = object.get(keys[i]) instanceof ObjectNode inner ? inner : object.putObject(keys[i]);
        }
        object.set(keys[keys.length - 1], value);
        return changed;
    }

    /** The tree without what stands at a path, and without objects that become empty by that. */
    static ObjectNode without(ObjectNode root, String path) {
        ObjectNode changed = root.deepCopy();
        remove(changed, path);
        return changed;
    }

    private static void remove(ObjectNode object, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.remove(path);
        } else if (object.get(path.substring(0, dot)) instanceof ObjectNode inner) {
            remove(inner, path.substring(dot + 1));
            if (inner.isEmpty()) {
                object.remove(path.substring(0, dot));
            }
        }
    }
}
