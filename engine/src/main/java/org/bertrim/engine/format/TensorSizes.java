package org.bertrim.engine.format;

import java.util.Map;

/** Holds what a file claims against what it can hold, before any memory is taken for it. */
public final class TensorSizes {

    /** Half precision is widened and tied tensors stand twice; beyond that nothing grows. */
    private static final long MOST_GROWTH = 8;

    private static final long SLACK = 1 << 20;

    private TensorSizes() {}

    /**
     * Refuses tensors that in single precision would be far larger than their files.
     *
     * @param shapes by name
     * @param fileBytes of all files of weights
     * @throws UnusableFile if they are; the reason names the tensor at which it shows
     */
    public static void check(Map<String, long[]> shapes, long fileBytes) throws UnusableFile {
        long room = fileBytes > (Long.MAX_VALUE - SLACK) / MOST_GROWTH ? Long.MAX_VALUE : MOST_GROWTH * fileBytes + SLACK;
        for (Map.Entry<String, long[]> each : shapes.entrySet()) {
            long bytes;
            try {
                bytes = StoredTensor.byteCount(TensorType.F32, each.getValue());
            } catch (IllegalArgumentException e) {
                throw new UnusableFile("tensor " + shown(each.getKey()) + ": " + e.getMessage());
            }
            if (bytes > room) {
                throw new UnusableFile("its tensors, " + shown(each.getKey()) + " among them, claim over " + MOST_GROWTH
                        + " times the size of the file: it is damaged");
            }
            room -= bytes;
        }
    }

    /** A text out of a file, fit for a message: no line ends, and not long. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(80).forEach(letter -> shown.appendCodePoint(Character.isISOControl(letter) ? '?' : letter));
        return shown.toString();
    }
}
