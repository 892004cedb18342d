package org.bertrim.engine.measure;

import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Parameters;

/**
 * What a network costs, by counting.
 *
 * @param parameters all numbers that the network stores: embeddings, layers, pooler, output layer
 * @param encoderParameters those of the layers alone
 * @param sizeBytes bytes of the stored float32 tensors
 * @param flops 2 × multiply-adds of the encoder's layers for one sequence of {@code flopsTokens} tokens:
 *     layers × (4·S·H·a + 2·S²·a + 2·S·H·f), a = heads × head size
 * @param flopsTokens sequence length S of {@code flops}
 */
public record Costs(long parameters, long encoderParameters, long sizeBytes, long flops, int flopsTokens) {

    /** Sequence length that published figures use. */
    public static final int TOKENS = 128;

    /** Counts a network at {@link #TOKENS} tokens. */
    public static Costs of(BertConfig config) {
        return of(config, TOKENS);
    }

    /** Counts a network at {@code tokens} tokens. */
    public static Costs of(BertConfig config, int tokens) {
        long[] all = new long[2];
        Parameters.of(config).forEach((name, shape) -> {
            long count = 1;
            for (long n : shape) {
                count *= n;
            }
            all[0] += count;
            if (name.startsWith("bert.encoder.")) {
                all[1] += count;
            }
        });
        long s = tokens;
        long h = config.hidden();
        long multiplyAdds = 0;
        for (int i = 0; i < config.layers(); i++) {
            long a = (long) config.heads().get(i) * config.headSize();
            long f = config.feedForward().get(i);
            multiplyAdds += 4 * s * h * a + 2 * s * s * a + 2 * s * h * f;
        }
        return new Costs(all[0], all[1], all[0] * Float.BYTES, 2 * multiplyAdds, tokens);
    }
}
