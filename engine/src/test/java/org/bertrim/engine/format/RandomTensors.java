package org.bertrim.engine.format;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Tensors of every type with seeded shapes and bytes. */
public final class RandomTensors {

    private RandomTensors() {}

    /** So many tensors named {@code prefix.0}, {@code prefix.1}, … */
    public static Map<String, StoredTensor> of(Random random, String prefix, int count, int longestAxis) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            TensorType type = TensorType.values()[random.nextInt(TensorType.values().length)];
            long[] shape = new long[random.nextInt(4)];
            for (int axis = 0; axis < shape.length; axis++) {
                shape[axis] = random.nextInt(longestAxis);
            }
            byte[] bytes = new byte[(int) StoredTensor.byteCount(type, shape)];
            random.nextBytes(bytes);
            tensors.put(prefix + "." + i, new StoredTensor(type, shape, ByteBuffer.wrap(bytes)));
        }
        return tensors;
    }
}
