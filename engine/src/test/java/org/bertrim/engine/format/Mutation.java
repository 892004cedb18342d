package org.bertrim.engine.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes, always in the same way for the same seed: cut off, flipped, inserted, spliced, and with numbers that lie. */
public final class Mutation {

    private static final long[] LIES = {
        0, 1, -1, 2, 7, 8, 127, 128, 255, 256, 1 << 15, 1 << 16, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32, 1L << 40, Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;

    private Mutation(long seed) {
        this.random = new Random(seed);
    }

    /** A damaged copy. */
    public static byte[] of(byte[] bytes, long seed) {
        Mutation mutation = new Mutation(seed);
        byte[] damaged = bytes;
        for (int i = mutation.random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            damaged = mutation.once(damaged);
        }
        return Arrays.equals(damaged, bytes) ? mutation.flipped(bytes) : damaged;
    }

    private byte[] once(byte[] bytes) {
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> inserted(bytes);
            case 2 -> spliced(bytes);
            case 3 -> removed(bytes);
            case 4, 5 -> lied(bytes);
            default -> flipped(bytes);
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            copy[place(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] inserted(byte[] bytes) {
        int at = place(bytes.length);
        byte[] more = new byte[1 + random.nextInt(random.nextBoolean() ? 4 : 200)];
        random.nextBytes(more);
        return joined(Arrays.copyOf(bytes, at), more, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    /** A part of the bytes stands in another place too. */
    private byte[] spliced(byte[] bytes) {
        int from = place(bytes.length);
        int length = Math.min(bytes.length - from, 1 + random.nextInt(random.nextBoolean() ? 16 : 512));
        byte[] part = Arrays.copyOfRange(bytes, from, from + length);
        int at = place(bytes.length);
        int after = random.nextBoolean() ? at : Math.min(bytes.length, at + length);
        return joined(Arrays.copyOf(bytes, at), part, Arrays.copyOfRange(bytes, after, bytes.length));
    }

    private byte[] removed(byte[] bytes) {
        int at = place(bytes.length);
        int after = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
        return joined(Arrays.copyOf(bytes, at), new byte[0], Arrays.copyOfRange(bytes, after, bytes.length));
    }

    /** A number of 1, 2, 4 or 8 bytes in either order, or one that does not end, where there may be a length. */
    private byte[] lied(byte[] bytes) {
        int width = 1 << random.nextInt(4);
        ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        number.putLong(0, LIES[random.nextInt(LIES.length)] + random.nextInt(3) - 1);
        byte[] lie = Arrays.copyOf(number.array(), width);
        if (random.nextInt(4) == 0) {
            for (int i = 0; i < lie.length; i++) {
                lie[i] |= (byte) 0x80;
            }
        }
        byte[] copy = bytes.clone();
        int at = place(Math.max(1, copy.length - width));
        System.arraycopy(lie, 0, copy, at, Math.min(width, copy.length - at));
        return copy;
    }

    /** Near the ends more often, where most formats keep what tells their structure. */
    private int place(int length) {
        int near = Math.min(length, 64);
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(near);
            case 1 -> length - 1 - random.nextInt(near);
            default -> random.nextInt(length);
        };
    }

    private static byte[] joined(byte[] a, byte[] b, byte[] c) {
        return ByteBuffer.allocate(a.length + b.length + c.length).put(a).put(b).put(c).array();
    }
}
