package org.bertrim.engine.figure;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the tokens look like on paper. Exported figures use this theme whatever the screen shows.
 *
 * <p>Colours are {@code 0xRRGGBB}. Contrast is that of WCAG 2.1, from 1 to 21.
 */
public final class PaperTheme {

    /** The least contrast between a text and what it stands on. */
    public static final double LEAST_CONTRAST = 4.5;

    private static final int RAMP_LIGHT = 0xe8f1f4;
    private static final int RAMP_DARK = 0x1b4e6c;

    private final Map<Token, Integer> colours = new EnumMap<>(Token.class);
    private final Ramp ramp;

    /** The light tokens of the workbench on white paper. */
    public PaperTheme() {
        colours.put(Token.GROUND, 0xffffff);
        colours.put(Token.LINE, 0xd9dee5);
        colours.put(Token.INK, 0x1b2430);
        colours.put(Token.MUTED, 0x5d6a7a);
        colours.put(Token.FAINT, 0x6b7785);
        colours.put(Token.ACCENT, 0x2f6f8f);
        colours.put(Token.GOOD, 0x1f7a48);
        colours.put(Token.SERIES_1, 0x2f6f8f);
        colours.put(Token.SERIES_2, 0xd9822b);
        colours.put(Token.SERIES_3, 0x6b8e4e);
        colours.put(Token.SERIES_4, 0xa4508b);
        // Okabe and Ito, Color Universal Design (2008): what stays apart from the four above
        colours.put(Token.SERIES_5, 0x0072b2);
        colours.put(Token.SERIES_6, 0xd55e00);
        colours.put(Token.SERIES_7, 0x009e73);
        colours.put(Token.SERIES_8, 0x56b4e9);
        ramp = new Ramp(RAMP_LIGHT, RAMP_DARK, 0x1b2430, 0xffffff);
    }

    /** The colour of a tone as {@code 0xRRGGBB}. */
    public int colour(Tone tone) {
        if (tone.token() == Token.RAMP) {
            return ramp.colour(tone.amount());
        }
        if (tone.token() == Token.ON_RAMP) {
            return ramp.textOn(tone.amount());
        }
        return Ramp.mix(colours.get(Token.GROUND), colours.get(tone.token()), tone.amount());
    }

    /** Ink or white in full strength, whichever stands out more on {@code fill}. */
    public Tone textOn(Tone fill) {
        Tone ink = Tone.of(Token.INK);
        Tone white = Tone.of(Token.GROUND);
        int colour = colour(fill);
        return contrast(colour(ink), colour) >= contrast(colour(white), colour) ? ink : white;
    }

    /** The contrast ratio of two colours, WCAG 2.1. */
    public static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
