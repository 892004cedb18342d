package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.format.tensorflow.BundleWriter;
import org.bertrim.engine.format.torch.TorchWriter;
import org.junit.jupiter.api.Test;

/**
 * Measures how long BERT base takes to load from each format, and how much memory: each in a process of its own, three times. Printed are
 * the medians of the wall time and of the processor time from opening the files to all tensors in single precision (the files are in the
 * machine's memory, as just written), the highest resident memory of the process, and the smallest heap, in steps of 32 MiB, in which it
 * loads.
 *
 * <p>Run by its name and with the profile {@code bert-base}, not with the tests; see resources/measured/README.md. It asserts no time and
 * needs 3 GB of disk below {@code target}.
 */
final class LoadMeasurement {

    private static final int RUNS = 3;
    private static final int STEP = 32;
    private static final int LEAST_HEAP = 256;
    private static final int MOST_HEAP = 2048;
    private static final String BUILTIN = "builtin";

    /** One process's figures. */
    private record Figures(double seconds, double processorSeconds, long residentMebibytes) {}

    @Test
    void bertBaseFromEveryFormat() throws IOException, InterruptedException {
        BuiltinTeacher teacher = PackagedTeachers.require("builtin:bert-base-uncased");
        Path root = Files.createDirectories(Path.of("target", "load"));
        List<Path> places = new ArrayList<>(write(teacher, root));
        places.add(root.resolve(BUILTIN));
        System.out.printf("%-20s %8s %8s %10s %10s %10s%n", "format", "wall s", "cpu s", "file MiB", "RSS MiB", "heap MiB");
        for (Path place : places) {
            List<Figures> runs = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                runs.add(load(place, MOST_HEAP));
            }
            Figures median = runs.stream().sorted((a, b) -> Double.compare(a.seconds, b.seconds)).toList().get(RUNS / 2);
            long resident = runs.stream().mapToLong(Figures::residentMebibytes).max().orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %8.2f %8.2f %10d %10d %10d%n",
                    place.getFileName(),
                    median.seconds,
                    runs.stream().mapToDouble(Figures::processorSeconds).sorted().toArray()[RUNS / 2],
                    size(place),
                    resident,
                    smallestHeap(place));
            assertThat(median.seconds).isPositive();
        }
        DurableFiles.deleteTree(root);
    }

    private static int smallestHeap(Path place) throws IOException, InterruptedException {
        int low = LEAST_HEAP / STEP; // too small
        int high = MOST_HEAP / STEP; // large enough
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (load(place, middle * STEP).seconds > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high * STEP;
    }

    /** Loads in a process of its own; no time at all if the heap was too small. */
    private static Figures load(Path place, int heap) throws IOException, InterruptedException {
        Path output = place.resolveSibling("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        place.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();
        String said = Files.readString(output);
        if (code != 0) {
            assertThat(said).contains("OutOfMemoryError");
            return new Figures(0, 0, 0);
        }
        String[] numbers = said.strip().split(" ");
        return new Figures(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Long.parseLong(numbers[2]));
    }

    /** The process that loads. */
    static final class Child {

        private Child() {}

        /** Loads from the folder that the argument names. */
        public static void main(String[] arguments) throws IOException {
            Path place = Path.of(arguments[0]);
            long start = System.nanoTime();
            Map<String, StoredTensor> tensors;
            try (CheckpointFiles files = place.endsWith(BUILTIN)
                    ? PackagedTeachers.require("builtin:bert-base-uncased").open()
                    : CheckpointFiles.open(place)) {
                tensors = files.tensors();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double processor = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
            String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .findFirst()
                    .orElse("0");
            if (tensors.size() < 199) {
                throw new IllegalStateException("only " + tensors.size() + " tensors");
            }
            System.out.printf(Locale.ROOT, "%.3f %.3f %d%n", seconds, processor, Long.parseLong(resident) / 1024);
        }
    }

    private static long size(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return 0;
        }
        try (var files = Files.list(place)) {
            return files.mapToLong(file -> file.toFile().length()).sum() >> 20;
        }
    }

    private static List<Path> write(BuiltinTeacher teacher, Path root) throws IOException {
        Map<String, StoredTensor> tensors;
        try (CheckpointFiles files = teacher.open()) {
            tensors = files.tensors();
        }
        Map<String, StoredTensor> half = new LinkedHashMap<>();
        Map<String, StoredTensor> variables = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            half.put(name, bfloat(tensor));
            boolean matrix = tensor.shape().length == 2 && !name.contains("embeddings");
            boolean plain = name.contains("seq_relationship") || name.equals("cls.predictions.bias");
            if (!plain) {
                String variable = name.replace("layer.", "layer_").replace('.', '/').replace("LayerNorm/weight", "LayerNorm/gamma")
                        .replace("LayerNorm/bias", "LayerNorm/beta").replace("embeddings/weight", "embeddings").replace("/weight", "/kernel");
                variables.put(variable, matrix ? Matrices.transposed(tensor) : tensor);
            }
        });
        variables.put("cls/predictions/output_bias", tensors.get("cls.predictions.bias"));
        List<Path> places = new ArrayList<>();
        for (String name : List.of("safetensors", "safetensors-bfloat16", "torch-zip", "torch-legacy", "tensorflow", "onnx")) {
            Path place = Files.createDirectories(root.resolve(name));
            Files.writeString(place.resolve("config.json"), Json.pretty(teacher.config()));
            places.add(place);
        }
        Safetensors.write(places.get(0).resolve("model.safetensors"), tensors, Map.of());
        Safetensors.write(places.get(1).resolve("model.safetensors"), half, Map.of());
        TorchWriter.zip(places.get(2).resolve("pytorch_model.bin"), tensors);
        TorchWriter.legacy(places.get(3).resolve("pytorch_model.bin"), tensors);
        BundleWriter.write(places.get(4).resolve("bert_model.ckpt"), variables);
        onnx(places.get(5).resolve("model.onnx"), tensors);
        return places;
    }

    private static StoredTensor bfloat(StoredTensor tensor) {
        ByteBuffer from = tensor.data();
        ByteBuffer to = ByteBuffer.allocate(from.remaining() / 2).order(ByteOrder.LITTLE_ENDIAN);
        while (from.hasRemaining()) {
            to.putShort((short) (from.getInt() >> 16));
        }
        return new StoredTensor(TensorType.BF16, tensor.shape(), to.flip());
    }

    /** The parts of an export that tell its parameters: constants, products and sums. */
    private static void onnx(Path file, Map<String, StoredTensor> tensors) throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder();
        tensors.forEach((name, tensor) -> {
            boolean matrix = name.endsWith(".weight") && tensors.containsKey(name.replace(".weight", ".bias")) && tensor.shape().length == 2;
            StoredTensor stored = matrix ? Matrices.transposed(tensor) : tensor;
            TensorProto.Builder constant = TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT_VALUE);
            for (long length : stored.shape()) {
                constant.addDims(length);
            }
            graph.addInitializer(constant.setName(matrix ? "onnx::" + name : name).setRawData(ByteString.copyFrom(stored.data())));
            if (matrix) {
                graph.addNode(NodeProto.newBuilder().setOpType("MatMul").addInput("x").addInput("onnx::" + name).addOutput("p" + name));
                graph.addNode(NodeProto.newBuilder().setOpType("Add").addInput(name.replace(".weight", ".bias")).addInput("p" + name)
                        .addOutput("s" + name));
            }
        });
        try (OutputStream out = Files.newOutputStream(file)) {
            CodedOutputStream coded = CodedOutputStream.newInstance(out, 1 << 20);
            ModelProto.newBuilder().setGraph(graph).build().writeTo(coded);
            coded.flush();
        }
    }
}
