package org.bertrim.engine.format.torch;

import org.bertrim.engine.format.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * A type of elements as PyTorch names it.
 *
 * @param type null where no parameter has it
 * @param bytes of one element
 */
record ElementType(@Nullable TensorType type, int bytes) {

    static final ElementType BYTES = new ElementType(null, 1);
}
