package org.bertrim.engine.teacher;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.Reading;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.format.UnusableFile;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of an ONNX file without its numbers.
 *
 * @param name of the initialiser
 * @param type null if it holds no real numbers
 * @param shape length of each axis
 * @param external whether its numbers are in another file
 */
record OnnxTensor(String name, @Nullable TensorType type, long[] shape, boolean external) {

    /** Goes over a tensor and leaves its numbers out; the message ends where {@code in}'s limit is. */
    static OnnxTensor skim(CodedInputStream in) throws IOException {
        String name = "";
        int type = 0;
        int location = 0;
        List<Long> shape = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case TensorProto.NAME_FIELD_NUMBER -> name = in.readString();
                case TensorProto.DATA_TYPE_FIELD_NUMBER -> type = in.readInt32();
                case TensorProto.DIMS_FIELD_NUMBER -> dims(in, tag, shape);
                case TensorProto.DATA_LOCATION_FIELD_NUMBER -> location = in.readEnum();
                default -> in.skipField(tag);
            }
        }
        return new OnnxTensor(name, type(type), shape.stream().mapToLong(Long::longValue).toArray(), location == TensorProto.DataLocation.EXTERNAL_VALUE);
    }

    private static void dims(CodedInputStream in, int tag, List<Long> shape) throws IOException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            shape.add(in.readInt64());
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
            shape.add(in.readInt64());
        }
        in.popLimit(outer);
    }

    static OnnxTensor of(TensorProto tensor) {
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        boolean external = tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
        return new OnnxTensor(tensor.getName(), type(tensor.getDataType()), shape, external);
    }

    private static @Nullable TensorType type(int code) {
        return switch (code) {
            case TensorProto.DataType.FLOAT_VALUE -> TensorType.F32;
            case TensorProto.DataType.DOUBLE_VALUE -> TensorType.F64;
            case TensorProto.DataType.FLOAT16_VALUE -> TensorType.F16;
            case TensorProto.DataType.BFLOAT16_VALUE -> TensorType.BF16;
            default -> null;
        };
    }

    /** Reads a whole tensor. */
    static TensorProto message(CodedInputStream in) throws IOException {
        TensorProto.Builder builder = TensorProto.newBuilder();
        in.readMessage(builder, ExtensionRegistryLite.getEmptyRegistry());
        return builder.build();
    }

    /**
     * The numbers of a tensor of real numbers; those in a file of their own are looked for beside the ONNX file.
     *
     * @param tree where the ONNX file lies
     * @param folder its folder in there, empty or with a slash at its end
     */
    static StoredTensor numbers(TensorProto tensor, FileTree tree, String folder) throws IOException {
        OnnxTensor head = of(tensor);
        if (head.type == null) {
            throw new UnusableFile("tensor " + TensorSizes.shown(head.name) + " holds no real numbers");
        }
        try {
            long bytes = StoredTensor.byteCount(head.type, head.shape);
            ByteBuffer data = head.external ? elsewhere(tensor, bytes, tree, folder) : inside(tensor, head.type);
            return new StoredTensor(head.type, head.shape, data);
        } catch (IllegalArgumentException e) {
            throw new UnusableFile("tensor " + TensorSizes.shown(head.name) + ": " + e.getMessage());
        }
    }

    private static ByteBuffer inside(TensorProto tensor, TensorType type) {
        if (tensor.hasRawData()) {
            return tensor.getRawData().asReadOnlyByteBuffer();
        }
        int count = switch (type) {
            case F32 -> tensor.getFloatDataCount();
            case F64 -> tensor.getDoubleDataCount();
            default -> tensor.getInt32DataCount();
        };
        ByteBuffer data = ByteBuffer.allocate(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            switch (type) {
                case F32 -> data.putFloat(tensor.getFloatData(i));
                case F64 -> data.putDouble(tensor.getDoubleData(i));
                default -> data.putShort((short) tensor.getInt32Data(i)); // the pattern of a half or a bfloat16
            }
        }
        return data.flip();
    }

    private static ByteBuffer elsewhere(TensorProto tensor, long bytes, FileTree tree, String folder) throws IOException {
        Map<String, String> place = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            place.put(entry.getKey(), entry.getValue());
        }
        String file = folder + place.getOrDefault("location", "");
        if (!tree.names().contains(file)) {
            throw new UnusableFile(
                    "its numbers are in " + TensorSizes.shown(file) + ", which does not lie beside it",
                    "Put both files into one folder.");
        }
        long offset = number(place.getOrDefault("offset", "0"));
        long length = number(place.getOrDefault("length", String.valueOf(bytes)));
        if (length != bytes || offset < 0 || length > tree.size(file) - offset) {
            throw new UnusableFile("tensor " + TensorSizes.shown(tensor.getName()) + " does not fit into " + file + ": it is truncated or damaged");
        }
        try (InputStream in = tree.open(file)) {
            Reading.skip(in, offset);
            return Reading.exactly(in, length);
        }
    }

    private static long number(String text) throws UnusableFile {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnusableFile("a place in it is " + TensorSizes.shown(text) + ", no number: it is damaged");
        }
    }
}
