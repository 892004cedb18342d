package org.bertrim.engine.measure;

import java.util.Map;
import java.util.function.Predicate;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.CellParameters;
import org.bertrim.engine.model.NetworkConfig;
import org.bertrim.engine.model.Operation;
import org.bertrim.engine.model.Parameters;

/**
 * What a network costs, by counting.
 *
 * @param parameters all numbers that the network stores: embeddings, layers, head; those that layers share count once
 * @param encoderParameters those of the layers alone
 * @param sizeBytes bytes of the stored float32 tensors
 * @param flops 2 × multiply-adds of all layers that a token goes through, shared ones each time, for one sequence of {@code flopsTokens} tokens:
 *     layers × (4·S·H·a + 2·S²·a + 2·S·H·f), a = heads × head size
 * @param flopsTokens sequence length S of {@code flops}
 */
public record Costs(long parameters, long encoderParameters, long sizeBytes, long flops, int flopsTokens) {

    /** Sequence length that published figures use. */
    public static final int TOKENS = 128;

    /** Counts a network at {@link #TOKENS} tokens. */
    public static Costs of(NetworkConfig config) {
        return config instanceof CellConfig cells ? of(cells, TOKENS) : of((BertConfig) config, TOKENS);
    }

    /**
     * Counts a network of cells: {@code parameters} are all numbers that it stores, the statistics of its batch norms too; {@code
     * encoderParameters} those of its cells; {@code flops} 2 × multiply-adds of convolutions (k·D²·S) and pools (3·D·S) in all cells.
     */
    public static Costs of(CellConfig config, int tokens) {
        long parameters = count(config, name -> true);
        long d = config.width();
        long cell = config.edges().stream()
                .flatMap(edge -> edge.candidates().stream())
                .mapToLong(operation -> operation.convolves() ? operation.kernel() * d * d : pooled(operation) * d)
                .sum();
        return new Costs(
                parameters,
                count(config, CellParameters::inCells),
                parameters * Float.BYTES,
                2 * config.depth() * cell * tokens,
                tokens);
    }

    private static long pooled(Operation operation) {
        return operation == Operation.MAX_POOL3 || operation == Operation.AVERAGE_POOL3 ? 3 : 0;
    }

    private static long count(NetworkConfig config, Predicate<String> counted) {
        long all = 0;
        for (Map.Entry<String, long[]> tensor : config.tensors().entrySet()) {
            long count = 1;
            for (long n : tensor.getValue()) {
                count *= n;
            }
            all += counted.test(tensor.getKey()) ? count : 0;
        }
        return all;
    }

    /** Counts a network at {@code tokens} tokens. */
    public static Costs of(BertConfig config, int tokens) {
        long s = tokens;
        long h = config.hidden();
        long multiplyAdds = 0;
        for (int i = 0; i < config.layers(); i++) {
            long a = (long) config.heads().get(i) * config.headSize();
            long f = config.feedForward().get(i);
            multiplyAdds += 4 * s * h * a + 2 * s * s * a + 2 * s * h * f;
        }
        long parameters = count(config, name -> true);
        return new Costs(
                parameters,
                count(config, Parameters::inLayers),
                parameters * Float.BYTES,
                2 * multiplyAdds,
                tokens);
    }
}
