package org.bertrim.engine.teacher;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which constant of an ONNX graph is which parameter.
 *
 * <p>Exporters keep the names of embeddings, biases and layer norms, but store the matrix of a linear layer under a number, transposed. It
 * is known by the bias that is added to its product, else by the node, which may be named after its module. The table of words may bear the
 * name of the head that it is tied to; it is the one in which the tokens are looked up.
 *
 * <p>Nodes are given in the order of the file, in which each stands after those it needs.
 */
final class OnnxNames {

    /**
     * A constant as the graph uses it.
     *
     * @param index of the constant
     * @param rank number of its axes
     * @param transposed whether the use is of its transpose
     */
    record Use(int index, int rank, boolean transposed) {

        Use turned() {
            return new Use(index, rank, !transposed);
        }
    }

    private static final Pattern PARAMETER = Pattern.compile("[\\w.]+\\.(?:weight|bias|gamma|beta)");
    private static final String TOKENS = "input_ids";
    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final String POSITIONS = "embeddings.position_embeddings.weight";
    private static final Set<String> SAME = Set.of("Identity", "Cast");

    private final Map<String, Use> constants = new HashMap<>();
    private final Map<String, Use> products = new HashMap<>();
    private final Map<String, Use> byBias = new LinkedHashMap<>();
    private @Nullable Use words;
    private final Map<String, Use> byNode = new LinkedHashMap<>();

    /** A constant of real numbers. */
    void constant(String name, int index, int rank) {
        constants.put(name, new Use(index, rank, false));
    }

    void node(NodeProto node) {
        if (node.getInputCount() == 0 || node.getOutputCount() == 0) {
            return;
        }
        String output = node.getOutput(0);
        Use first = constants.get(node.getInput(0));
        if (SAME.contains(node.getOpType())) {
            put(constants, output, first);
        } else if (node.getOpType().equals("Transpose")) {
            put(constants, output, first == null || first.rank != 2 || !swaps(node) ? null : first.turned());
        } else if (node.getInputCount() >= 2) {
            switch (node.getOpType()) {
                case "Gather" -> {
                    if (first != null && first.rank == 2 && node.getInput(1).equals(TOKENS)) {
                        words = first;
                    }
                }
                case "MatMul" -> product(node, constants.get(node.getInput(1)));
                case "Gemm" -> gemm(node);
                case "Add" -> {
                    sum(node.getInput(0), node.getInput(1));
                    sum(node.getInput(1), node.getInput(0));
                }
                default -> {
                    // concerns no matrix
                }
            }
        }
    }

    private static void put(Map<String, Use> uses, String name, @Nullable Use use) {
        if (use != null) {
            uses.put(name, use);
        }
    }

    private static boolean swaps(NodeProto node) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals("perm")) {
                return attribute.getIntsList().equals(List.of(1L, 0L));
            }
        }
        return true;
    }

    /** x·W with W (in, out), of which the parameter is the transpose. */
    private void product(NodeProto node, @Nullable Use matrix) {
        if (matrix == null || matrix.rank != 2) {
            return;
        }
        products.put(node.getOutput(0), matrix.turned());
        String module = node.getName().replaceFirst("^/", "").replaceFirst("/[^/]*$", "").replace('/', '.');
        byNode.put(module + ".weight", matrix.turned());
    }

    /** x·W + b, or x·Wᵀ + b where {@code transB} says so. */
    private void gemm(NodeProto node) {
        boolean turned = false;
        for (AttributeProto attribute : node.getAttributeList()) {
            turned |= attribute.getName().equals("transB") && attribute.getI() != 0;
        }
        Use matrix = constants.get(node.getInput(1));
        product(node, matrix == null || !turned ? matrix : matrix.turned());
        if (node.getInputCount() > 2) {
            sum(node.getOutput(0), node.getInput(2));
        }
    }

    private void sum(String product, String bias) {
        Use matrix = products.get(product);
        if (matrix != null && constants.containsKey(bias) && PARAMETER.matcher(bias).matches() && bias.endsWith(".bias")) {
            String module = bias.substring(0, bias.length() - ".bias".length());
            byBias.put(module.equals("cls.predictions") ? "cls.predictions.decoder.weight" : module + ".weight", matrix);
        }
    }

    /** The use that is each parameter, by Hugging Face's name. */
    Map<String, Use> parameters() {
        Map<String, Use> parameters = new LinkedHashMap<>();
        constants.forEach((name, use) -> {
            if (PARAMETER.matcher(name).matches()) {
                parameters.put(name, use);
            }
        });
        Set<Use> known = new HashSet<>(byBias.values());
        byNode.forEach((name, use) -> {
            if (PARAMETER.matcher(name).matches() && name.contains("layer") && !known.contains(use)) {
                parameters.put(name, use);
            }
        });
        parameters.putAll(byBias);
        alias(parameters, POSITIONS, WORDS, words);
        alias(parameters, "cls.predictions.decoder.bias", "cls.predictions.bias", parameters.get("cls.predictions.decoder.bias"));
        return parameters;
    }

    /** A tied parameter stands under one of its names only: where there is one that ends in {@code sign}, the other is to be there too. */
    private static void alias(Map<String, Use> parameters, String sign, String other, @Nullable Use use) {
        List<String> signs = parameters.keySet().stream().filter(name -> name.endsWith(sign)).toList();
        if (use != null && signs.size() == 1) {
            String prefix = signs.get(0).substring(0, signs.get(0).length() - sign.length());
            parameters.putIfAbsent(prefix + other, use);
        }
    }
}
