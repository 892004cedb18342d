package org.bertrim.engine.format.torch;

import java.util.ArrayList;
import java.util.List;

/** The plain values that a pickle may build, besides Java's own strings, numbers, lists and maps. */
final class Pickle {

    /** Python's None, which no Java null stands for. */
    static final Object NONE = new Object() {
        @Override
        public String toString() {
            return "None";
        }
    };

    /** A tuple; compared by identity, so that tuples of tuples are never gone through. */
    static final class Tuple {
        final List<Object> values;

        Tuple(List<Object> values) {
            this.values = new ArrayList<>(values);
        }
    }

    /** Something that is named and has no use here, as a device or a layout. */
    record Token(String name) {}

    private Pickle() {}
}
