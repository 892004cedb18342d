package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that can be used: always their labels, lines and a hash of their texts, the texts themselves only
 * where they are wanted. So a table can be looked at that would not fit into the memory.
 */
final class TableRows {

    private float[] labels = new float[64];
    private long[] lines = new long[64];
    private long[] hashes = new long[64];
    private final BitSet dev = new BitSet();
    private final BitSet secondFile = new BitSet();
    private final @Nullable List<Example> examples;
    private int size;

    /**
     * No rows yet.
     *
     * @param keep whether the texts are wanted
     */
    TableRows(boolean keep) {
        this.examples = keep ? new ArrayList<>() : null;
    }

    void add(Example example, long line, boolean isDev, boolean inSecondFile) {
        if (size == labels.length) {
            int more = Math.max(size + 64, size + (size >> 1));
            labels = Arrays.copyOf(labels, more);
            lines = Arrays.copyOf(lines, more);
            hashes = Arrays.copyOf(hashes, more);
        }
        labels[size] = example.label();
        lines[size] = line;
        hashes[size] = hash(example);
        dev.set(size, isDev);
        secondFile.set(size, inSecondFile);
        if (examples != null) {
            examples.add(example);
        }
        size++;
    }

    int size() {
        return size;
    }

    float label(int row) {
        return labels[row];
    }

    long line(int row) {
        return lines[row];
    }

    long hash(int row) {
        return hashes[row];
    }

    boolean isDev(int row) {
        return dev.get(row);
    }

    void makeDev(int row, boolean isDev) {
        dev.set(row, isDev);
    }

    /** Whether a row is of the second file. */
    boolean inSecondFile(int row) {
        return secondFile.get(row);
    }

    int count(boolean ofDev) {
        int devRows = dev.cardinality();
        return ofDev ? devRows : size - devRows;
    }

    float[] labels() {
        return Arrays.copyOf(labels, size);
    }

    /** The rows of a part, in their order; only where the texts were kept. */
    List<Example> part(boolean ofDev, BitSet without) {
        if (examples == null) {
            throw new IllegalStateException("the texts were not kept");
        }
        List<Example> part = new ArrayList<>(count(ofDev));
        for (int row = 0; row < size; row++) {
            if (isDev(row) == ofDev && !without.get(row)) {
                part.add(examples.get(row));
            }
        }
        return part;
    }

    /** FNV-1a over the characters, mixed at the end: two of a million texts are taken for equal by chance once in 30 million tables. */
    private static long hash(Example example) {
        long hash = add(0xcbf29ce484222325L, example.text());
        if (example.secondText() != null) {
            hash = add((hash ^ 0x10000) * 0x100000001b3L, example.secondText());
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static long add(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
