package org.bertrim.engine.task;

import java.util.Random;

/**
 * Random generators that depend on nothing but a purpose and numbers. {@link Random} is used because its algorithm is
 * part of its contract: the same numbers come on every platform and Java version.
 */
public final class StableRandom {

    private StableRandom() {}

    /** A generator for this purpose; other purposes or numbers give unrelated ones. */
    public static Random of(String purpose, long... numbers) {
        long hash = 0;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash ^ purpose.charAt(i));
        }
        for (long number : numbers) {
            hash = mix(hash ^ mix(number));
        }
        return new Random(hash);
    }

    /** Fisher and Yates, written out because the JDK does not promise the order of its own shuffle. */
    public static void shuffle(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    /** SplitMix64 (Steele, Lea, Flood 2014): one step of its state and its output function. */
    private static long mix(long state) {
        long z = state + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
