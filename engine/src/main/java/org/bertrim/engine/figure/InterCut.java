package org.bertrim.engine.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.fontbox.cff.CFFType1Font;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** One weight of Inter from the class path, its digits those of equal width. */
final class InterCut implements Cut {

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/inter/";
    private static final int LAST_CODE_POINT = 0x1ffff;
    private static final String[] DIGITS = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    private final Weight weight;
    private final OpenTypeFont outlines;
    private final Font screen;
    private final TreeMap<Integer, Integer> glyphs;

    private InterCut(Weight weight, OpenTypeFont outlines, Font screen, TreeMap<Integer, Integer> glyphs) {
        this.weight = weight;
        this.outlines = outlines;
        this.screen = screen;
        this.glyphs = glyphs;
    }

    static InterCut load(Weight weight) {
        try {
            byte[] file = file(weight);
            OpenTypeFont font = new OTFParser(true).parse(new RandomAccessReadBuffer(file));
            CmapLookup usual = font.getUnicodeCmapLookup();
            CFFType1Font outlines = (CFFType1Font) font.getCFF().getFont();
            TreeMap<Integer, Integer> glyphs = new TreeMap<>();
            for (int c = 0; c <= LAST_CODE_POINT; c++) {
                int glyph = usual.getGlyphId(c);
                if (glyph > 0) {
                    glyphs.put(c, glyph);
                }
            }
            for (int digit = 0; digit < DIGITS.length; digit++) {
                glyphs.put('0' + digit, outlines.nameToGID(DIGITS[digit] + ".tf"));
            }
            byte[] tabular = CharacterMap.replace(file, glyphs);
            Font screen = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(tabular));
            return new InterCut(weight, font, screen, glyphs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The font file as published. */
    static byte[] file(Weight weight) throws IOException {
        String name = FOLDER + weight.postScriptName() + ".otf";
        try (InputStream in = InterCut.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Override
    public String postScriptName() {
        return weight.postScriptName();
    }

    @Override
    public int unitsPerEm() {
        try {
            return outlines.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean covers(int codePoint) {
        return glyphs.containsKey(codePoint);
    }

    @Override
    public CffSubset.Glyph glyph(int codePoint) {
        return outline(id(codePoint));
    }

    @Override
    public CffSubset.Glyph missing() {
        return outline(0);
    }

    @Override
    public double advance(int codePoint) {
        try {
            return (double) outlines.getAdvanceWidth(id(codePoint)) / outlines.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int[] box(List<CffSubset.Glyph> used) {
        try {
            double scale = 1000.0 / outlines.getUnitsPerEm();
            return new int[] {
                (int) Math.floor(outlines.getHeader().getXMin() * scale),
                (int) Math.floor(outlines.getHeader().getYMin() * scale),
                (int) Math.ceil(outlines.getHeader().getXMax() * scale),
                (int) Math.ceil(outlines.getHeader().getYMax() * scale)
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Lines lines() {
        try {
            double scale = 1000.0 / outlines.getUnitsPerEm();
            return new Lines(
                    (float) (outlines.getHorizontalHeader().getAscender() * scale),
                    (float) (outlines.getHorizontalHeader().getDescender() * scale),
                    (float) (outlines.getOS2Windows().getCapHeight() * scale),
                    weight == Weight.SEMI_BOLD ? 130 : 90);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Font font(double size) {
        return screen.deriveFont((float) size);
    }

    private int id(int codePoint) {
        return glyphs.getOrDefault(codePoint, 0);
    }

    private CffSubset.Glyph outline(int id) {
        // the parser shares its position between calls
        synchronized (outlines) {
            try {
                return new CffSubset.Glyph(
                        outlines.getCFF().getFont().getType2CharString(id).getPath(),
                        outlines.getAdvanceWidth(id) * 1000.0 / outlines.getUnitsPerEm());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
