package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The export of PyTorch changed into what other exporters and tools write. */
class OnnxFileTest {

    private static final String QUERY = "bert.encoder.layer.0.attention.self.query";

    @TempDir
    Path folder;

    private static Map<String, StoredTensor> read(Path path) {
        try (CheckpointFiles files = CheckpointFiles.open(path)) {
            return files.tensors();
        }
    }

    private static Map<String, StoredTensor> plain() {
        return read(TinyCheckpoints.folder("onnx"));
    }

    private Map<String, StoredTensor> changed(Consumer<GraphProto.Builder> change) throws IOException {
        write(change);
        return read(folder);
    }

    private void write(Consumer<GraphProto.Builder> change) throws IOException {
        ModelProto.Builder model =
                ModelProto.parseFrom(Files.readAllBytes(TinyCheckpoints.folder("onnx").resolve("model.onnx"))).toBuilder();
        change.accept(model.getGraphBuilder());
        Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
    }

    private void refused(Consumer<GraphProto.Builder> change, String reason) throws IOException {
        write(change);
        assertThatThrownBy(() -> read(folder)).isInstanceOf(InvalidInput.class).hasMessageContaining(reason);
    }

    /** Does something with every tensor of floats. */
    private static Consumer<GraphProto.Builder> floats(Consumer<TensorProto.Builder> change) {
        return graph -> graph.getInitializerBuilderList().stream()
                .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE)
                .forEach(change);
    }

    private static float[] numbers(TensorProto.Builder tensor) {
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[raw.remaining() / Float.BYTES];
        raw.asFloatBuffer().get(numbers);
        return numbers;
    }

    private static int find(GraphProto.Builder graph, String type, String part) {
        for (int i = 0; i < graph.getNodeCount(); i++) {
            if (graph.getNode(i).getOpType().equals(type) && graph.getNode(i).getName().contains(part)) {
                return i;
            }
        }
        throw new AssertionError("no " + type + " in " + part);
    }

    @Test
    void matricesAreFoundByBiasesWhereNodesHaveNumbers() throws IOException {
        assertThat(changed(graph -> {
                    int[] number = {0};
                    graph.getNodeBuilderList().forEach(node -> node.setName(node.getOpType() + "_" + number[0]++));
                }))
                .isEqualTo(plain());
    }

    @Test
    void matricesAreFoundByNodesWhereBiasesHaveNumbers() throws IOException {
        Map<String, StoredTensor> tensors = changed(graph -> rename(graph, QUERY + ".bias", "onnx::Add_7"));

        assertThat(tensors.get(QUERY + ".weight")).isEqualTo(plain().get(QUERY + ".weight"));
        assertThat(tensors).doesNotContainKey(QUERY + ".bias");
    }

    private static void rename(GraphProto.Builder graph, String name, String other) {
        graph.getInitializerBuilderList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .forEach(tensor -> tensor.setName(other));
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(name)) {
                    node.setInput(i, other);
                }
            }
        }
    }

    @Test
    void withoutEitherTheMatrixIsMissedByName() throws IOException {
        refused(
                graph -> {
                    graph.getNodeBuilderList().forEach(node -> node.setName(""));
                    NodeProto.Builder product = graph.getNodeBuilder(findInput(graph, QUERY + ".bias"));
                    product.setOpType("Sub");
                },
                QUERY + ".weight cannot be told from others");
    }

    private static int findInput(GraphProto.Builder graph, String input) {
        for (int i = 0; i < graph.getNodeCount(); i++) {
            if (graph.getNode(i).getInputList().contains(input)) {
                return i;
            }
        }
        throw new AssertionError("nobody takes " + input);
    }

    /** Product and bias in one node, with the matrix as PyTorch has it or transposed. */
    @Test
    void gemmIsALinearLayer() throws IOException {
        for (boolean turned : new boolean[] {false, true}) {
            StoredTensor matrix = plain().get(QUERY + ".weight");
            assertThat(changed(graph -> {
                        int product = find(graph, "MatMul", "layer.0/attention/self/query");
                        int sum = findInput(graph, QUERY + ".bias");
                        NodeProto.Builder gemm = graph.getNodeBuilder(product).setOpType("Gemm").setName("");
                        gemm.addInput(QUERY + ".bias").setOutput(0, graph.getNode(sum).getOutput(0));
                        graph.getNodeBuilder(sum).setOpType("Identity").clearInput().addInput("unused").setOutput(0, "unused_too");
                        if (turned) {
                            gemm.addAttribute(AttributeProto.newBuilder().setName("transB").setI(1));
                            graph.getInitializerBuilderList().stream()
                                    .filter(tensor -> tensor.getName().equals(gemm.getInput(1)))
                                    .forEach(tensor -> tensor.setRawData(ByteString.copyFrom(matrix.data())));
                        }
                    }))
                    .isEqualTo(plain());
        }
    }

    /** Equal tensors are stored once, and nodes give them their other names. */
    @Test
    void namesThatNodesGiveCountToo() throws IOException {
        String first = "bert.encoder.layer.0.output.dense.bias";
        String second = "bert.encoder.layer.1.output.dense.bias";
        Map<String, StoredTensor> tensors = changed(graph -> {
            int index = -1;
            for (int i = 0; i < graph.getInitializerCount(); i++) {
                index = graph.getInitializer(i).getName().equals(second) ? i : index;
            }
            graph.removeInitializer(index);
            graph.addNode(0, NodeProto.newBuilder().setOpType("Identity").addInput(first).addOutput(second));
        });

        assertThat(tensors.get(second)).isEqualTo(plain().get(first));
        assertThat(tensors.get(second.replace("bias", "weight"))).isEqualTo(plain().get(second.replace("bias", "weight")));
    }

    /** An exporter that folds nothing: the matrix as PyTorch has it, a node that transposes it, all constants in nodes. */
    @Test
    void graphsThatAreNotFoldedAreRead() throws IOException {
        StoredTensor matrix = plain().get(QUERY + ".weight");
        assertThat(changed(graph -> {
                    TensorProto weight = TensorProto.newBuilder()
                            .setDataType(TensorProto.DataType.FLOAT_VALUE)
                            .addDims(8)
                            .addDims(8)
                            .setRawData(ByteString.copyFrom(matrix.data()))
                            .build();
                    graph.getNodeBuilder(find(graph, "MatMul", "layer.0/attention/self/query")).setInput(1, "turned").setName("");
                    graph.addNode(0, NodeProto.newBuilder().setOpType("Transpose").addInput("constant").addOutput("turned")
                            .addAttribute(AttributeProto.newBuilder().setName("perm").addInts(1).addInts(0)));
                    graph.addNode(0, NodeProto.newBuilder().setOpType("Constant").addOutput("constant")
                            .addAttribute(AttributeProto.newBuilder().setName("value").setT(weight)));
                }))
                .isEqualTo(plain());
    }

    @Test
    void numbersStandInAnyField() throws IOException {
        assertThat(changed(floats(tensor -> {
                    for (float number : numbers(tensor)) {
                        tensor.addFloatData(number);
                    }
                    tensor.clearRawData();
                })))
                .isEqualTo(plain());
        assertThat(changed(floats(tensor -> {
                    for (float number : numbers(tensor)) {
                        tensor.addDoubleData(number);
                    }
                    tensor.clearRawData().setDataType(TensorProto.DataType.DOUBLE_VALUE);
                })))
                .isEqualTo(plain());
    }

    @Test
    void bfloatsAreWidenedFromRawBytesAndFromIntegers() throws IOException {
        Map<String, StoredTensor> raw = changed(floats(tensor -> {
            ByteBuffer bytes = ByteBuffer.allocate(2 * numbers(tensor).length).order(ByteOrder.LITTLE_ENDIAN);
            for (float number : numbers(tensor)) {
                bytes.putShort((short) (Float.floatToRawIntBits(number) >> 16));
            }
            tensor.setDataType(TensorProto.DataType.BFLOAT16_VALUE).setRawData(ByteString.copyFrom(bytes.flip()));
        }));
        Map<String, StoredTensor> integers = changed(floats(tensor -> {
            for (float number : numbers(tensor)) {
                tensor.addInt32Data(Float.floatToRawIntBits(number) >>> 16);
            }
            tensor.setDataType(TensorProto.DataType.BFLOAT16_VALUE).clearRawData();
        }));

        assertThat(integers).isEqualTo(raw);
        plain().forEach((name, tensor) -> {
            float[] all = tensor.toFloats();
            for (int i = 0; i < all.length; i++) {
                all[i] = Float.intBitsToFloat(Float.floatToRawIntBits(all[i]) & 0xffff0000);
            }
            assertThat(raw.get(name).toFloats()).containsExactly(all);
        });
    }

    @Test
    void whatIsNoPlainEncoderIsRefused() throws IOException {
        refused(graph -> graph.addNode(NodeProto.newBuilder().setOpType("MatMulInteger")), "its weights are quantised (MatMulInteger)");
        refused(graph -> graph.addNode(NodeProto.newBuilder().setOpType("Attention")), "its layers were fused by an optimiser (Attention)");
        refused(GraphProto.Builder::clearInitializer, "none of its constants has the name of a parameter");
        refused(floats(tensor -> tensor.addDims(2)), "bert.");
    }

    @Test
    void numbersElsewhereAreLookedForBesideTheFileOnly() throws IOException {
        Path outside = Files.write(folder.resolve("outside"), new byte[10_000]);
        Path inside = Files.createDirectory(folder.resolve("model"));
        for (String place : List.of("../outside", outside.toString(), "missing", "", "..\\outside")) {
            write(floats(tensor -> tensor.clearRawData()
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(place))));
            Files.move(folder.resolve("model.onnx"), inside.resolve("model.onnx"), StandardCopyOption.REPLACE_EXISTING);

            assertThatThrownBy(() -> read(inside))
                    .describedAs(place)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("does not lie beside it");
        }
    }
}
