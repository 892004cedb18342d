package org.bertrim.engine.format.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.format.UnusableFile;

/** Takes tensors out of the bytes of their storage: those that lie side by side as they are, others element by element. */
final class Views {

    private Views() {}

    static void read(ByteBuffer storage, Map<String, TorchTensor> tensors, TensorFile.Sink sink) throws IOException {
        for (Map.Entry<String, TorchTensor> each : tensors.entrySet()) {
            TorchTensor tensor = each.getValue();
            if (tensor.storage().bytes() > storage.capacity()) {
                throw new UnusableFile("storage " + TensorSizes.shown(tensor.storage().key()) + " is shorter than it says: it is damaged")
                        .in(name(each.getKey()));
            }
            TensorType type = Objects.requireNonNull(tensor.storage().type());
            sink.accept(each.getKey(), new StoredTensor(type, tensor.shape(), elements(storage, tensor)));
        }
    }

    /** What a message calls the tensors of a storage: by the first one, and mostly there is one. */
    static String name(Map<String, TorchTensor> tensors) {
        return name(tensors.keySet().iterator().next());
    }

    private static String name(String tensor) {
        return "tensor " + TensorSizes.shown(tensor);
    }

    private static ByteBuffer elements(ByteBuffer storage, TorchTensor tensor) {
        int width = tensor.storage().elementBytes();
        int bytes = Math.toIntExact(tensor.count() * width);
        if (bytes == 0) {
            return ByteBuffer.allocate(0);
        }
        if (tensor.isContiguous()) {
            return storage.slice(Math.toIntExact(tensor.offset() * width), bytes);
        }
        ByteBuffer gathered = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int axes = tensor.shape().length;
        long[] index = new long[axes];
        long at = tensor.offset();
        while (gathered.hasRemaining()) {
            copy(storage, Math.toIntExact(at * width), gathered, width);
            for (int axis = axes - 1; axis >= 0; axis--) {
                index[axis]++;
                at += tensor.strides()[axis];
                if (index[axis] < tensor.shape()[axis]) {
                    break;
                }
                at -= tensor.strides()[axis] * index[axis];
                index[axis] = 0;
            }
        }
        return gathered.flip();
    }

    private static void copy(ByteBuffer storage, int at, ByteBuffer to, int width) {
        switch (width) {
            case 2 -> to.putShort(storage.getShort(at));
            case 4 -> to.putInt(storage.getInt(at));
            default -> to.putLong(storage.getLong(at));
        }
    }
}
