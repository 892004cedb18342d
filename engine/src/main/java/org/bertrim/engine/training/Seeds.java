package org.bertrim.engine.training;

import java.nio.charset.StandardCharsets;

/**
 * Derives every random state from the run's seed and the place where it is needed, so that none has to be stored: a resumed run draws
 * what an uninterrupted one does.
 */
public final class Seeds {

    private Seeds() {}

    /** A seed for one use: FNV-1a over the parts, finished with SplitMix64's mixer. */
    public static long of(long seed, String stage, long step, long pass) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : stage.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(mix(mix(mix(seed) ^ hash) + step) + 0x9e3779b97f4a7c15L * (pass + 1));
    }

    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
