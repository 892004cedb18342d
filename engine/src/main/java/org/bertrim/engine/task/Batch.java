package org.bertrim.engine.task;

/**
 * Rows padded to the longest of them.
 *
 * @param rows number of rows B
 * @param tokens length of the longest row T
 * @param ids (B, T), row major, padded at the end with the padding id
 * @param types (B, T) segments, 0 at padding
 * @param mask (B, T), 1 at tokens, 0 at padding
 * @param labels (B) class indices or values, or (B, 2) first and last position of answers
 * @param indices (B) the rows' numbers in their {@link TokenRows}
 */
public record Batch(int rows, int tokens, long[] ids, long[] types, float[] mask, float[] labels, int[] indices) {}
