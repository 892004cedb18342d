package org.bertrim.engine.teacher;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.UnusableFile;

/**
 * The parameters in an ONNX export of an encoder, under Hugging Face's names and with matrices (out, in); {@link OnnxNames} tells how they
 * are found. The file is gone through twice, once for names and nodes and once for the numbers, of which one tensor at a time is held.
 */
final class OnnxFile implements TensorFile {

    private static final int BUFFER = 1 << 16;
    private static final String PLAIN = "Export the model anew, as float32 and without optimisation.";

    private static final Set<String> QUANTISED = Set.of(
            "MatMulInteger", "QLinearMatMul", "DequantizeLinear", "DynamicQuantizeLinear", "MatMulNBits", "QAttention",
            "DynamicQuantizeMatMul", "MatMulIntegerToFloat");

    private static final Set<String> FUSED = Set.of(
            "Attention", "EmbedLayerNormalization", "MultiHeadAttention", "PackedAttention", "QOrderedAttention");

    private final FileTree tree;
    private final String name;
    private final List<OnnxTensor> constants = new ArrayList<>();
    private final Map<Integer, TensorProto> inNodes = new TreeMap<>();
    private final Map<Integer, Map<String, OnnxNames.Use>> uses = new TreeMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private int initialisers;

    /**
     * Reads the graph.
     *
     * @throws UnusableFile if it is damaged, quantised, fused, or names too little to tell its matrices apart
     */
    OnnxFile(FileTree tree, String name) throws IOException {
        this.tree = tree;
        this.name = name;
        List<NodeProto> nodes = new ArrayList<>();
        walk((in, field) -> {
            if (field == GraphProto.INITIALIZER_FIELD_NUMBER) {
                int outer = in.pushLimit(in.readRawVarint32());
                constants.add(OnnxTensor.skim(in));
                in.checkLastTagWas(0);
                in.popLimit(outer);
            } else {
                NodeProto.Builder node = NodeProto.newBuilder();
                in.readMessage(node, ExtensionRegistryLite.getEmptyRegistry());
                nodes.add(node.build());
            }
        });
        initialisers = constants.size();
        refuse(nodes);
        name(nodes);
        check();
    }

    /** Takes one initialiser or node of the graph. */
    private interface Part {
        void take(CodedInputStream in, int field) throws IOException;
    }

    private void walk(Part part) throws IOException {
        try (InputStream file = tree.open(name)) {
            CodedInputStream in = CodedInputStream.newInstance(file, BUFFER);
            in.setSizeLimit(Integer.MAX_VALUE);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == ModelProto.GRAPH_FIELD_NUMBER
                        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                    int outer = in.pushLimit(in.readRawVarint32());
                    graph(in, part);
                    in.popLimit(outer);
                } else {
                    in.skipField(tag);
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new UnusableFile("it is no ONNX file, or is damaged: " + e.getMessage());
        }
    }

    private static void graph(CodedInputStream in, Part part) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if ((field == GraphProto.INITIALIZER_FIELD_NUMBER || field == GraphProto.NODE_FIELD_NUMBER)
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                part.take(in, field);
            } else {
                in.skipField(tag);
            }
        }
    }

    private static void refuse(List<NodeProto> nodes) throws UnusableFile {
        for (NodeProto node : nodes) {
            if (QUANTISED.contains(node.getOpType())) {
                throw new UnusableFile("its weights are quantised (" + node.getOpType() + ")", PLAIN);
            }
            if (FUSED.contains(node.getOpType())) {
                throw new UnusableFile("its layers were fused by an optimiser (" + node.getOpType() + ")", PLAIN);
            }
        }
    }

    private void name(List<NodeProto> nodes) {
        OnnxNames names = new OnnxNames();
        for (int i = 0; i < initialisers; i++) {
            constant(names, constants.get(i).name(), i);
        }
        for (NodeProto node : nodes) {
            if (node.getOpType().equals("Constant") && node.getOutputCount() > 0) {
                for (AttributeProto attribute : node.getAttributeList()) {
                    if (attribute.getName().equals("value") && attribute.hasT()) {
                        inNodes.put(constants.size(), attribute.getT());
                        constants.add(OnnxTensor.of(attribute.getT()));
                        constant(names, node.getOutput(0), constants.size() - 1);
                    }
                }
            } else {
                names.node(node);
            }
        }
        names.parameters().forEach((parameter, use) -> {
            uses.computeIfAbsent(use.index(), index -> new TreeMap<>()).put(parameter, use);
            long[] shape = constants.get(use.index()).shape();
            shapes.put(parameter, use.transposed() ? Matrices.transposed(shape) : shape);
        });
    }

    private void constant(OnnxNames names, String constant, int index) {
        if (constants.get(index).type() != null) {
            names.constant(constant, index, constants.get(index).shape().length);
        }
    }

    /** Every bias of a layer must have its matrix. */
    private void check() throws UnusableFile {
        if (shapes.isEmpty()) {
            throw new UnusableFile("none of its constants has the name of a parameter", PLAIN);
        }
        Set<String> lost = new TreeSet<>();
        for (String parameter : shapes.keySet()) {
            String weight = parameter.replaceFirst("\\.bias$", ".weight");
            if (parameter.contains("layer") && !shapes.containsKey(weight)) {
                lost.add(weight);
            }
        }
        if (!lost.isEmpty()) {
            throw new UnusableFile(
                    "the matrices " + String.join(", ", lost.stream().limit(3).map(TensorSizes::shown).toList())
                            + " cannot be told from others: neither a bias nor a node names them",
                    PLAIN);
        }
    }

    /** Numbers outside of the file may lie in any file beside it. */
    @Override
    public long bytes() {
        boolean outside = constants.stream().anyMatch(OnnxTensor::external);
        return outside ? tree.names().stream().mapToLong(tree::size).sum() : tree.size(name);
    }

    @Override
    public Map<String, long[]> shapes() {
        return shapes;
    }

    @Override
    public void read(Sink sink) throws IOException {
        int[] next = {0};
        walk((in, field) -> {
            if (field == GraphProto.INITIALIZER_FIELD_NUMBER && uses.containsKey(next[0])) {
                emit(next[0], OnnxTensor.message(in), sink);
            } else {
                in.skipRawBytes(in.readRawVarint32());
            }
            next[0] += field == GraphProto.INITIALIZER_FIELD_NUMBER ? 1 : 0;
        });
        for (Map.Entry<Integer, TensorProto> each : inNodes.entrySet()) {
            if (uses.containsKey(each.getKey())) {
                emit(each.getKey(), each.getValue(), sink);
            }
        }
    }

    private void emit(int index, TensorProto message, Sink sink) throws IOException {
        OnnxTensor known = constants.get(index);
        OnnxTensor read = OnnxTensor.of(message);
        if (known.type() != read.type() || !Arrays.equals(known.shape(), read.shape())) {
            throw new UnusableFile("tensor " + TensorSizes.shown(known.name()) + " is described in two ways: it is damaged");
        }
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        StoredTensor tensor = OnnxTensor.numbers(message, tree, folder);
        for (Map.Entry<String, OnnxNames.Use> use : uses.getOrDefault(index, Map.of()).entrySet()) {
            sink.accept(use.getKey(), use.getValue().transposed() ? Matrices.transposed(tensor) : tensor);
        }
    }
}
