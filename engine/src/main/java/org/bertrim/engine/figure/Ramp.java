package org.bertrim.engine.figure;

/**
 * The colours of a heat map from its low to its high end. Where neither of the two text colours would stand out enough, between the
 * parts on which one and the other does, the ramp has a gap.
 *
 * <p>Colours are {@code 0xRRGGBB}.
 */
public final class Ramp {

    private static final int STEPS = 1000;

    private final int low;
    private final int high;
    private final int ink;
    private final int ground;
    private final double lowEnd;
    private final double highStart;

    /**
     * A ramp and the two colours of text on it.
     *
     * @param ink stands out on the low end
     * @param ground stands out on the high end
     */
    public Ramp(int low, int high, int ink, int ground) {
        this.low = low;
        this.high = high;
        this.ink = ink;
        this.ground = ground;
        double end = 0;
        double start = 1;
        for (int i = 0; i <= STEPS; i++) {
            double place = (double) i / STEPS;
            int colour = mix(low, high, place);
            if (PaperTheme.contrast(ink, colour) >= PaperTheme.LEAST_CONTRAST) {
                end = place;
            }
            if (PaperTheme.contrast(ground, colour) < PaperTheme.LEAST_CONTRAST) {
                start = Math.min(1, (double) (i + 1) / STEPS);
            }
        }
        lowEnd = end;
        highStart = Math.max(end, start);
    }

    /** The colour at {@code amount}, from 0 to 1. */
    public int colour(double amount) {
        double place = amount * (lowEnd + 1 - highStart);
        return mix(low, high, place <= lowEnd ? place : place - lowEnd + highStart);
    }

    /** The colour of text at {@code amount}: ink or ground, whichever stands out more. */
    public int textOn(double amount) {
        int colour = colour(amount);
        return PaperTheme.contrast(ink, colour) >= PaperTheme.contrast(ground, colour) ? ink : ground;
    }

    /** A colour between two, channel by channel. */
    public static int mix(int from, int to, double amount) {
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 255;
            int b = to >> shift & 255;
            result |= (int) Math.round(a + (b - a) * amount) << shift;
        }
        return result;
    }
}
