package org.bertrim.engine.format.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.format.UnusableFile;
import org.jspecify.annotations.Nullable;

/**
 * Where one tensor of a checkpoint lies: the message BundleEntryProto of TensorFlow's tensor_bundle.proto.
 *
 * @param type of the elements, null for integers, texts and what else is no real number
 * @param shape length of each axis
 * @param shard number of the file, from 0
 * @param offset first byte in that file
 * @param size bytes
 * @param checksum masked CRC-32C of the bytes
 * @param parts whether the tensor is stored in parts that have entries of their own
 */
record BundleEntry(@Nullable TensorType type, long[] shape, int shard, long offset, long size, int checksum, boolean parts) {

    private static final int DT_FLOAT = 1;
    private static final int DT_DOUBLE = 2;
    private static final int DT_BFLOAT16 = 14;
    private static final int DT_HALF = 19;
    private static final int MOST_AXES = 32;

    /** Reads the message and refuses one whose size does not fit its shape. */
    static BundleEntry of(String name, ByteBuffer message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        int type = 0;
        long[] shape = {};
        int shard = 0;
        long offset = 0;
        long size = 0;
        int checksum = 0;
        boolean parts = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> type = in.readEnum();
                case 2 -> shape = shape(in);
                case 3 -> shard = in.readInt32();
                case 4 -> offset = in.readInt64();
                case 5 -> size = in.readInt64();
                case 6 -> checksum = in.readFixed32();
                case 7 -> {
                    parts = true;
                    in.skipField(tag);
                }
                default -> in.skipField(tag);
            }
        }
        BundleEntry entry = new BundleEntry(type(type), shape, shard, offset, size, checksum, parts);
        if (entry.type != null && !parts && size != bytes(name, entry.type, shape)) {
            throw new UnusableFile("tensor " + name + " has " + size + " bytes, which does not fit its shape: it is damaged");
        }
        return entry;
    }

    private static long bytes(String name, TensorType type, long[] shape) throws UnusableFile {
        try {
            return StoredTensor.byteCount(type, shape);
        } catch (IllegalArgumentException e) {
            throw new UnusableFile("tensor " + name + ": " + e.getMessage());
        }
    }

    /** TensorShapeProto: axes (2), each with its length (1) and a name (2). */
    private static long[] shape(CodedInputStream in) throws IOException {
        List<Long> lengths = new ArrayList<>();
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) != 2 || lengths.size() >= MOST_AXES) {
                in.skipField(tag);
                continue;
            }
            int inner = in.pushLimit(in.readRawVarint32());
            long length = 0;
            for (int part = in.readTag(); part != 0; part = in.readTag()) {
                if (WireFormat.getTagFieldNumber(part) == 1) {
                    length = in.readInt64();
                } else {
                    in.skipField(part);
                }
            }
            in.popLimit(inner);
            lengths.add(length);
        }
        in.popLimit(outer);
        return lengths.stream().mapToLong(Long::longValue).toArray();
    }

    private static @Nullable TensorType type(int code) {
        return switch (code) {
            case DT_FLOAT -> TensorType.F32;
            case DT_DOUBLE -> TensorType.F64;
            case DT_BFLOAT16 -> TensorType.BF16;
            case DT_HALF -> TensorType.F16;
            default -> null;
        };
    }
}
