package org.bertrim.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bertrim.engine.kernel.Value;

/**
 * A batch as cell networks read it: a row without its first token (the teacher's [CLS]), or the two sentences of a pair, each with
 * positions of its own. All sentences of a batch are padded to one length.
 *
 * <p>The second sentence begins with the first token of segment 1; in rows of one segment behind the first separator, the token that
 * ends the row.
 */
public final class CellInputs implements AutoCloseable {

    private final NDManager manager;
    private final Value ids;
    private final Value localIds;
    private final Value masks;
    private final Value distinct;
    private final Value wholeTable = Value.list(List.of());

    private CellInputs(NDManager manager, Value ids, Value localIds, Value masks, Value distinct) {
        this.manager = manager;
        this.ids = ids;
        this.localIds = localIds;
        this.masks = masks;
        this.distinct = distinct;
    }

    /**
     * Copies a batch.
     *
     * @param ids token ids, row major (B, S)
     * @param types segments (B, S)
     * @param mask 1 for tokens, 0 for padding (B, S)
     * @param pair whether rows have two sentences
     */
    public static CellInputs of(
            NDManager parent, int rows, int tokens, long[] ids, long[] types, float[] mask, boolean pair) {
        long[][][] sentences = new long[pair ? 2 : 1][rows][];
        int longest = 1;
        for (int row = 0; row < rows; row++) {
            int at = row * tokens;
            int length = 0;
            while (length < tokens && mask[at + length] > 0) {
                length++;
            }
            int start = Math.min(1, length - 1);
            int second = pair ? second(ids, types, at, length) : length;
            sentences[0][row] = Arrays.copyOfRange(ids, at + Math.min(start, second - 1), at + second);
            longest = Math.max(longest, sentences[0][row].length);
            if (pair) {
                sentences[1][row] = Arrays.copyOfRange(ids, at + Math.min(second, length - 1), at + length);
                longest = Math.max(longest, sentences[1][row].length);
            }
        }
        return of(parent.newSubManager(), rows, longest, sentences);
    }

    /** Where the second sentence of a row begins; at its end where it has none. */
    private static int second(long[] ids, long[] types, int at, int length) {
        for (int i = 1; i < length; i++) {
            if (types[at + i] == 1) {
                return i;
            }
        }
        for (int i = 1; i < length; i++) {
            if (ids[at + i] == ids[at + length - 1]) {
                return i + 1;
            }
        }
        return length;
    }

    private static CellInputs of(NDManager manager, int rows, int tokens, long[][][] sentences) {
        long[] distinct = Arrays.stream(sentences)
                .flatMap(Arrays::stream)
                .flatMapToLong(Arrays::stream)
                .sorted()
                .distinct()
                .toArray();
        long filler = distinct[0];
        List<NDArray> ids = new ArrayList<>();
        List<NDArray> locals = new ArrayList<>();
        List<NDArray> masks = new ArrayList<>();
        Shape shape = new Shape(rows, tokens);
        for (long[][] sentence : sentences) {
            long[] all = new long[rows * tokens];
            boolean[] keep = new boolean[rows * tokens];
            Arrays.fill(all, filler);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(sentence[row], 0, all, row * tokens, sentence[row].length);
                Arrays.fill(keep, row * tokens, row * tokens + sentence[row].length, true);
            }
            ids.add(manager.create(all, shape));
            locals.add(manager.create(
                    LongStream.of(all).map(id -> Arrays.binarySearch(distinct, id)).toArray(), shape));
            masks.add(manager.create(keep, shape).toType(DataType.BOOLEAN, false));
        }
        return new CellInputs(
                manager,
                Value.list(ids),
                Value.list(locals),
                Value.list(masks),
                Value.list(List.of(manager.create(distinct))));
    }

    Value ids(boolean local) {
        return local ? localIds : ids;
    }

    Value masks() {
        return masks;
    }

    Value rows(boolean local) {
        return local ? distinct : wholeTable;
    }

    @Override
    public void close() {
        ids.close();
        localIds.close();
        masks.close();
        distinct.close();
        wholeTable.close();
        manager.close();
    }
}
