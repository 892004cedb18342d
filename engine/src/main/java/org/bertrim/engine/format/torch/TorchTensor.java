package org.bertrim.engine.format.torch;

/**
 * A view of a storage; one with a {@link Storage#type} lies within it.
 *
 * @param storage whose elements it shows
 * @param offset its first element
 * @param shape length of each axis
 * @param strides elements from one to the next along each axis
 */
record TorchTensor(Storage storage, long offset, long[] shape, long[] strides) {

    /** Number of elements. */
    long count() {
        long count = 1;
        for (long length : shape) {
            count *= length;
        }
        return count;
    }

    /** Whether the elements lie side by side in row major order. */
    boolean isContiguous() {
        long expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && strides[axis] != expected) {
                return false;
            }
            expected *= shape[axis];
        }
        return true;
    }
}
