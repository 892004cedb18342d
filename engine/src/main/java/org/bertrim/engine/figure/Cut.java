package org.bertrim.engine.figure;

import java.awt.Font;
import java.util.List;

/** A font that the letters of figures are taken from: measured, painted and embedded from the same outlines. */
interface Cut {

    /** The name that an embedded subset bears after its tag. */
    String postScriptName();

    /** Units of the outlines per font size. */
    int unitsPerEm();

    boolean covers(int codePoint);

    /** The glyph of a character, the one for missing characters where the font has none. */
    CffSubset.Glyph glyph(int codePoint);

    /** The glyph for missing characters, the first of every embedded subset. */
    CffSubset.Glyph missing();

    /** Width of a character as a share of the font size. */
    double advance(int codePoint);

    /** Left, bottom, right and top of {@code used} or of all glyphs in thousandths of the font size. */
    int[] box(List<CffSubset.Glyph> used);

    /** What a PDF says about the lines of the font. */
    Lines lines();

    /** The font for painting on a {@link java.awt.Graphics2D}, in points. */
    Font font(double size);

    /** Heights over the base line in thousandths of the font size; {@code stem} is the width of an upright stem. */
    record Lines(float ascent, float descent, float capHeight, int stem) {}
}
