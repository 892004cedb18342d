package org.bertrim.engine.figure;

import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the outlines of some glyphs as a CID-keyed font in Compact Font Format (Adobe Technical Notes 5176 and 5177),
 * the form in which a PDF embeds PostScript outlines. PDFBox subsets TrueType outlines only, and Inter as published for
 * Java has PostScript ones; those of the machine's fonts come without a file.
 *
 * <p>Glyph {@code i} of the result has CID {@code i}; outlines are scaled to 1000 units per em, hints are left out.
 */
final class CffSubset {

    private static final int OPERATOR_ESCAPE = 12;
    private static final int FIRST_OWN_STRING = 391;
    private static final int RMOVETO = 21;
    private static final int RLINETO = 5;
    private static final int RRCURVETO = 8;
    private static final int ENDCHAR = 14;

    private CffSubset() {}

    /** An outline in font units with its advance width in thousandths of the font size. */
    record Glyph(GeneralPath outline, double advance) {}

    /**
     * Writes a font.
     *
     * @param name its PostScript name
     * @param glyphs the first is the one for missing characters
     * @param unitsPerEm of the outlines
     * @param box left, bottom, right and top of all glyphs in thousandths of the font size
     */
    static byte[] write(String name, List<Glyph> glyphs, int unitsPerEm, int[] box) throws IOException {
        List<byte[]> programs = new ArrayList<>();
        for (Glyph glyph : glyphs) {
            programs.add(program(glyph, 1000.0 / unitsPerEm));
        }
        byte[] header = {1, 0, 4, 4};
        byte[] names = index(List.of(name.getBytes(StandardCharsets.US_ASCII)));
        byte[] strings = index(List.of(
                "Adobe".getBytes(StandardCharsets.US_ASCII), "Identity".getBytes(StandardCharsets.US_ASCII)));
        byte[] globalSubroutines = {0, 0};
        byte[] charset = bytes(2, 0, 1, glyphs.size() - 2 >> 8, glyphs.size() - 2);
        byte[] fontOfGlyph = bytes(3, 0, 1, 0, 0, 0, glyphs.size() >> 8, glyphs.size());
        byte[] charStrings = index(programs);

        // All offsets have five bytes, so the dictionary's length does not depend on them.
        int top = index(List.of(top(glyphs.size(), box, 0, 0, 0, 0))).length;
        int charsetAt = header.length + names.length + top + strings.length + globalSubroutines.length;
        int selectAt = charsetAt + charset.length;
        int charStringsAt = selectAt + fontOfGlyph.length;
        int fontsAt = charStringsAt + charStrings.length;
        byte[] fonts = index(List.of(privateDictionary(fontsAt)));
        fonts = index(List.of(privateDictionary(fontsAt + fonts.length)));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header);
        out.write(names);
        out.write(index(List.of(top(glyphs.size(), box, charsetAt, selectAt, charStringsAt, fontsAt))));
        out.write(strings);
        out.write(globalSubroutines);
        out.write(charset);
        out.write(fontOfGlyph);
        out.write(charStrings);
        out.write(fonts);
        return out.toByteArray();
    }

    private static byte[] top(int glyphs, int[] box, int charset, int select, int charStrings, int fonts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entry(out, new int[] {FIRST_OWN_STRING, FIRST_OWN_STRING + 1, 0}, OPERATOR_ESCAPE, 30); // ROS, must be first
        entry(out, box, 5); // FontBBox
        entry(out, new int[] {glyphs}, OPERATOR_ESCAPE, 34); // CIDCount
        entry(out, new int[] {charset}, 15);
        entry(out, new int[] {select}, OPERATOR_ESCAPE, 37); // FDSelect
        entry(out, new int[] {charStrings}, 17);
        entry(out, new int[] {fonts}, OPERATOR_ESCAPE, 36); // FDArray
        return out.toByteArray();
    }

    /** The only font dictionary: its private part is empty, which means that widths are relative to 0. */
    private static byte[] privateDictionary(int offset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entry(out, new int[] {0, offset}, 18);
        return out.toByteArray();
    }

    private static void entry(ByteArrayOutputStream out, int[] operands, int... operator) {
        for (int operand : operands) {
            out.writeBytes(bytes(29, operand >> 24, operand >> 16, operand >> 8, operand));
        }
        out.writeBytes(bytes(operator));
    }

    private static byte[] index(List<byte[]> items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(items.size() >> 8, items.size(), 4));
        int offset = 1;
        out.writeBytes(bytes(0, 0, 0, offset));
        for (byte[] item : items) {
            offset += item.length;
            out.writeBytes(bytes(offset >> 24, offset >> 16, offset >> 8, offset));
        }
        items.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** The Type 2 program of a glyph; coordinates are 16.16 fixed point, so that rounding never adds up. */
    private static byte[] program(Glyph glyph, double scale) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, fixed(glyph.advance()));
        double[] c = new double[6];
        int[] at = {0, 0};
        for (PathIterator path = glyph.outline().getPathIterator(null); !path.isDone(); path.next()) {
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> segment(out, c, 1, scale, at, RMOVETO);
                case PathIterator.SEG_LINETO -> segment(out, c, 1, scale, at, RLINETO);
                case PathIterator.SEG_QUADTO -> segment(out, cubic(c, scale, at), 3, scale, at, RRCURVETO);
                case PathIterator.SEG_CUBICTO -> segment(out, c, 3, scale, at, RRCURVETO);
                default -> {
                    // every outline of this format is closed
                }
            }
        }
        out.write(ENDCHAR);
        return out.toByteArray();
    }

    /** The same curve as TrueType has it: the control points lie two thirds of the way to the quadratic one. */
    private static double[] cubic(double[] quadratic, double scale, int[] at) {
        double[] cubic = new double[6];
        for (int i = 0; i < 2; i++) {
            double start = at[i] / 65536.0 / scale;
            double control = quadratic[i];
            double end = quadratic[i + 2];
            cubic[i] = start + (control - start) * 2 / 3;
            cubic[i + 2] = end + (control - end) * 2 / 3;
            cubic[i + 4] = end;
        }
        return cubic;
    }

    private static void segment(ByteArrayOutputStream out, double[] c, int points, double scale, int[] at, int op) {
        for (int i = 0; i < 2 * points; i++) {
            int next = fixed(c[i] * scale);
            number(out, next - at[i % 2]);
            at[i % 2] = next;
        }
        out.write(op);
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private static void number(ByteArrayOutputStream out, int fixed) {
        int whole = fixed >> 16;
        if ((fixed & 0xffff) != 0) {
            out.writeBytes(bytes(255, fixed >> 24, fixed >> 16, fixed >> 8, fixed));
        } else if (whole >= -107 && whole <= 107) {
            out.write(whole + 139);
        } else {
            out.writeBytes(bytes(28, whole >> 8, whole));
        }
    }

    private static byte[] bytes(int... values) {
        byte[] result = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (byte) values[i];
        }
        return result;
    }
}
