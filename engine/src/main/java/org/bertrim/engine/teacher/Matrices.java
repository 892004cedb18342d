package org.bertrim.engine.teacher;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bertrim.engine.format.StoredTensor;

/** Turns matrices of files that store them (in, out). */
final class Matrices {

    /** Rows and columns of a square that fits into the nearest memory. */
    private static final int SQUARE = 64;

    private Matrices() {}

    /**
     * The transpose.
     *
     * @param matrix (rows, columns)
     * @return (columns, rows)
     */
    static StoredTensor transposed(StoredTensor matrix) {
        if (matrix.sizeBytes() == 0) { // one axis is empty, the other may have any length
            return new StoredTensor(matrix.type(), transposed(matrix.shape()), matrix.data());
        }
        int rows = Math.toIntExact(matrix.shape()[0]);
        int columns = Math.toIntExact(matrix.shape()[1]);
        int width = matrix.type().bytes();
        ByteBuffer from = matrix.data();
        ByteBuffer to = ByteBuffer.allocate(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        for (int top = 0; top < rows; top += SQUARE) {
            for (int left = 0; left < columns; left += SQUARE) {
                for (int row = top; row < Math.min(rows, top + SQUARE); row++) {
                    for (int column = left; column < Math.min(columns, left + SQUARE); column++) {
                        copy(from, (row * columns + column) * width, to, (column * rows + row) * width, width);
                    }
                }
            }
        }
        return new StoredTensor(matrix.type(), new long[] {columns, rows}, to);
    }

    private static void copy(ByteBuffer from, int at, ByteBuffer to, int place, int width) {
        switch (width) {
            case 2 -> to.putShort(place, from.getShort(at));
            case 4 -> to.putInt(place, from.getInt(at));
            default -> to.putLong(place, from.getLong(at));
        }
    }

    /** The shape of a transpose. */
    static long[] transposed(long[] shape) {
        return new long[] {shape[1], shape[0]};
    }
}
