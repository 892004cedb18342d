package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a table with the same text.
 *
 * @param inTrain training rows whose text an earlier training row has
 * @param trainAndDev dev rows whose text a training row has
 * @param conflicts rows whose text an earlier row has with another label
 * @param first the first of them all
 */
public record Twins(int inTrain, int trainAndDev, int conflicts, List<Pair> first) {

    private static final int SHOWN = 10;

    /** What two rows with the same text are. */
    public enum Kind {
        /** Both are training rows. */
        IN_TRAIN,
        /** One is for training, the other one for dev. */
        TRAIN_AND_DEV,
        /** Their labels differ. */
        CONFLICT
    }

    /**
     * Two rows with the same text.
     *
     * @param file of the earlier one
     * @param line of the earlier one
     * @param otherFile of the later one
     * @param otherLine of the later one
     */
    public record Pair(Kind kind, String file, long line, String otherFile, long otherLine) {}

    /** Copies the list. */
    public Twins {
        first = List.copyOf(first);
    }

    /**
     * Finds them; training rows come before dev rows.
     *
     * @param file name of the file
     * @param secondFile name of the file with the dev rows, empty if there is none
     */
    static Twins of(TableRows rows, String file, String secondFile) {
        FirstRows texts = new FirstRows(rows.size());
        int inTrain = 0;
        int trainAndDev = 0;
        int conflicts = 0;
        List<List<Pair>> found = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (boolean ofDev : new boolean[] {false, true}) {
            for (int row = 0; row < rows.size(); row++) {
                if (rows.isDev(row) != ofDev) {
                    continue;
                }
                int earlier = texts.put(rows.hash(row), row);
                if (earlier < 0) {
                    continue;
                }
                boolean crosses = ofDev && !rows.isDev(earlier);
                inTrain += ofDev ? 0 : 1;
                trainAndDev += crosses ? 1 : 0;
                boolean conflict = rows.label(earlier) != rows.label(row);
                conflicts += conflict ? 1 : 0;
                Kind kind = conflict ? Kind.CONFLICT : crosses ? Kind.TRAIN_AND_DEV : Kind.IN_TRAIN;
                List<Pair> ofKind = found.get(kind.ordinal());
                if ((conflict || crosses || !ofDev) && ofKind.size() < SHOWN) {
                    ofKind.add(new Pair(
                            kind,
                            rows.inSecondFile(earlier) ? secondFile : file,
                            rows.line(earlier),
                            rows.inSecondFile(row) ? secondFile : file,
                            rows.line(row)));
                }
            }
        }
        List<Pair> first = new ArrayList<>(found.get(Kind.CONFLICT.ordinal()));
        first.addAll(found.get(Kind.TRAIN_AND_DEV.ordinal()));
        first.addAll(found.get(Kind.IN_TRAIN.ordinal()));
        return new Twins(inTrain, trainAndDev, conflicts, first.subList(0, Math.min(SHOWN, first.size())));
    }

    /** The first row of each hash, without an object for any of them. */
    private static final class FirstRows {

        private final long[] hashes;
        private final int[] rows;

        FirstRows(int most) {
            int capacity = Integer.highestOneBit(Math.max(4, most) * 2 - 1) << 1;
            hashes = new long[capacity];
            rows = new int[capacity];
        }

        /** The row that has this hash already, or -1; then it is this one. */
        int put(long hash, int row) {
            int at = (int) hash & hashes.length - 1;
            while (rows[at] != 0) {
                if (hashes[at] == hash) {
                    return rows[at] - 1;
                }
                at = at + 1 & hashes.length - 1;
            }
            hashes[at] = hash;
            rows[at] = row + 1;
            return -1;
        }
    }
}
