package org.bertrim.engine.task;

/**
 * How long rows of tokens may be, and how longer texts are made into rows.
 *
 * @param maxTokens longest row, special tokens included; sentences and pairs are cut to it
 * @param docStride tokens from the start of one window onto a long passage to the start of the next (Devlin et al. 2019, released code,
 *     {@code run_squad.py}); nothing is left out between windows that are shorter than it. Other tasks have no windows
 */
public record RowLimits(int maxTokens, int docStride) {

    /** The stride of BERT's released code. */
    public static final int PUBLISHED_STRIDE = 128;

    private static final int MOST_QUESTION_TOKENS = 64;

    /** Checks the ranges. */
    public RowLimits {
        if (maxTokens < 1 || docStride < 1) {
            throw new IllegalArgumentException("at most " + maxTokens + " tokens, stride " + docStride);
        }
    }

    /** The same for a model that takes at most so many tokens. */
    public RowLimits within(int positions) {
        return maxTokens <= positions ? this : new RowLimits(positions, docStride);
    }

    /**
     * Tokens that stay of a question: {@value #MOST_QUESTION_TOKENS} as in the released code, and at most half of the row where that is less.
     *
     * @param special special tokens of the row
     */
    int questionTokens(int tokens, int special) {
        return Math.min(tokens, Math.min(MOST_QUESTION_TOKENS, Math.max(1, (maxTokens - special) / 2)));
    }

    /**
     * How many windows a passage needs.
     *
     * @param tokens of the passage
     * @param room tokens of it in a window
     */
    int windows(int tokens, int room) {
        return tokens <= room ? 1 : 1 + (tokens - room + step(room) - 1) / step(room);
    }

    /** Tokens from one window's start to the next one's. */
    int step(int room) {
        return Math.min(docStride, room);
    }
}
