package org.bertrim.engine.format.torch;

import org.bertrim.engine.format.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * A run of elements of one type that tensors are views of.
 *
 * @param type of the elements, null where it is none that parameters have
 * @param elementBytes bytes of one element
 * @param key its name in the file
 * @param count of its elements
 */
record Storage(@Nullable TensorType type, int elementBytes, String key, long count) {

    /** Bytes of all elements. */
    long bytes() {
        return count * elementBytes;
    }
}
