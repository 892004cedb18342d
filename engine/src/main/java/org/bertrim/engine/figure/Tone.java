package org.bertrim.engine.figure;

/**
 * A colour by its name in the theme.
 *
 * @param token what the colour is for
 * @param amount from 0 to 1: for {@link Token#RAMP} the place on the ramp, for all others the strength, mixed with the
 *     ground (opaque: figures for print hold no transparency)
 */
public record Tone(Token token, double amount) {

    /** Refuses an amount outside 0 to 1. */
    public Tone {
        if (!(amount >= 0 && amount <= 1)) {
            throw new IllegalArgumentException("amount " + amount + " is not within 0 to 1");
        }
    }

    /** The token in full strength. */
    public static Tone of(Token token) {
        return new Tone(token, 1);
    }

    /** The place {@code amount} of the heat map's ramp. */
    public static Tone ramp(double amount) {
        return new Tone(Token.RAMP, amount);
    }
}
