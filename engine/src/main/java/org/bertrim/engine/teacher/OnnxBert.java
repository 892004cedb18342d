package org.bertrim.engine.teacher;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;

/**
 * Reads the weights of a BERT encoder out of an ONNX export.
 *
 * <p>Embeddings, biases and layer norms keep their Hugging Face names. The weight of a linear layer is an anonymous initialiser, stored
 * (in, out): it is found as an input of the MatMul node that is named after its module.
 */
final class OnnxBert {

    private static final Pattern MATMUL =
            Pattern.compile("/(?:bert/)?encoder/layer\\.(\\d+)/(attention/self/(?:query|key|value)|attention/output/dense"
                    + "|intermediate/dense|output/dense)/MatMul");

    private OnnxBert() {}

    /** Weights by Hugging Face name, linear weights as (out, in). */
    static Map<String, StoredTensor> read(InputStream in, String source) {
        ModelProto model;
        try {
            CodedInputStream coded = CodedInputStream.newInstance(in, 1 << 20);
            coded.setSizeLimit(Integer.MAX_VALUE);
            model = ModelProto.parseFrom(coded);
        } catch (IOException e) {
            throw new EngineException(
                    "The teacher " + source + " could not be read",
                    "its ONNX file is damaged: " + e.getMessage(),
                    "Get the file anew.",
                    e);
        }
        Map<String, TensorProto> initialisers = new HashMap<>();
        model.getGraph().getInitializerList().forEach(tensor -> initialisers.put(tensor.getName(), tensor));
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        initialisers.forEach((name, tensor) -> {
            String plain = name.startsWith("bert.") ? name.substring(5) : name;
            if (plain.startsWith("embeddings.") || plain.startsWith("encoder.layer.") || plain.startsWith("pooler.")) {
                if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE) {
                    weights.put("bert." + plain, stored(tensor));
                }
            }
        });
        for (NodeProto node : model.getGraph().getNodeList()) {
            Matcher matcher = MATMUL.matcher(node.getName());
            if (node.getOpType().equals("MatMul") && matcher.matches()) {
                for (String input : node.getInputList()) {
                    TensorProto tensor = initialisers.get(input);
                    if (tensor != null) {
                        weights.put(
                                "bert.encoder.layer." + matcher.group(1) + "."
                                        + matcher.group(2).replace('/', '.') + ".weight",
                                transposed(stored(tensor)));
                    }
                }
            }
        }
        return weights;
    }

    private static StoredTensor stored(TensorProto tensor) {
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        if (tensor.hasRawData()) {
            return new StoredTensor(TensorType.F32, shape, ByteBuffer.wrap(tensor.getRawData().toByteArray()));
        }
        float[] values = new float[tensor.getFloatDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.getFloatData(i);
        }
        return StoredTensor.floats(shape, values);
    }

    private static StoredTensor transposed(StoredTensor tensor) {
        int rows = (int) tensor.shape()[0];
        int columns = (int) tensor.shape()[1];
        float[] in = tensor.toFloats();
        ByteBuffer out = ByteBuffer.allocate(in.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                out.putFloat(in[row * columns + column]);
            }
        }
        return new StoredTensor(TensorType.F32, new long[] {columns, rows}, out.flip());
    }
}
