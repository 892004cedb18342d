package org.bertrim.engine.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.fontbox.cff.CFFType1Font;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.bertrim.engine.format.EngineException;

/**
 * The letters of figures: Inter from the class path, with the digits of equal width in place of the usual ones, so that
 * numbers below each other can be compared. One instance serves measuring, drawing and embedding, which therefore agree
 * on every width whatever fonts the machine has.
 */
final class Lettering implements Letters {

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/inter/";
    private static final int LAST_CODE_POINT = 0x1ffff;
    private static final String[] DIGITS = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    private final Map<Weight, Face> faces = new EnumMap<>(Weight.class);
    private final Graphics2D measuring;

    private Lettering() {
        for (Weight weight : Weight.values()) {
            faces.put(weight, Face.load(weight));
        }
        measuring = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        measuring.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        measuring.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    /** The one instance; its fonts are read at first use. */
    static Lettering shared() {
        return Holder.SHARED;
    }

    /** Width of {@code text} in points when set in {@code size} points. */
    @Override
    public double width(String text, double size, Weight weight) {
        Face face = face(weight);
        return text.codePoints().mapToDouble(face::advance).sum() * size;
    }

    /**
     * Makes sure that a label can be set and embedded.
     *
     * @throws EngineException naming the label and the character that the font lacks
     */
    @Override
    public void require(String label, Weight weight) {
        Face face = face(weight);
        label.codePoints().filter(c -> !face.covers(c)).findFirst().ifPresent(c -> {
            String character = Character.isISOControl(c) ? "" : " “" + Character.toString(c) + "”";
            throw new EngineException(
                    "The figure was not exported",
                    String.format(
                            "its label “%s” holds the character%s (U+%04X), which the font Inter does not have",
                            label, character, c),
                    "Rename what the label names, using letters that Inter has, and export again.");
        });
    }

    /** The font for painting on a {@link Graphics2D}, in points. */
    Font font(Weight weight, double size) {
        return face(weight).screen.deriveFont((float) size);
    }

    /** Metrics without rounding to whole pixels, the same for every kind of painter. */
    FontMetrics metrics(Font font) {
        return measuring.getFontMetrics(font);
    }

    /** The weight that an AWT font made by {@link #font} has. */
    Weight weight(Font font) {
        return font.getPSName().equals(Weight.SEMI_BOLD.postScriptName()) ? Weight.SEMI_BOLD : Weight.REGULAR;
    }

    Face face(Weight weight) {
        return Objects.requireNonNull(faces.get(weight));
    }

    private static final class Holder {
        static final Lettering SHARED = new Lettering();
    }

    /** One weight of the family. */
    static final class Face {

        private final OpenTypeFont outlines;
        private final Font screen;
        private final TreeMap<Integer, Integer> glyphs;

        private Face(OpenTypeFont outlines, Font screen, TreeMap<Integer, Integer> glyphs) {
            this.outlines = outlines;
            this.screen = screen;
            this.glyphs = glyphs;
        }

        static Face load(Weight weight) {
            String name = FOLDER + weight.postScriptName() + ".otf";
            try (InputStream in = Lettering.class.getResourceAsStream(name)) {
                byte[] file = Objects.requireNonNull(in, name).readAllBytes();
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
                return new Face(font, Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(tabular)), glyphs);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (FontFormatException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean covers(int codePoint) {
            return glyphs.containsKey(codePoint);
        }

        /** The glyph of a character, 0 where the font has none. */
        int glyph(int codePoint) {
            return glyphs.getOrDefault(codePoint, 0);
        }

        /** Width of a character as a share of the font size. */
        double advance(int codePoint) {
            try {
                return (double) outlines.getAdvanceWidth(glyph(codePoint)) / outlines.getUnitsPerEm();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        OpenTypeFont outlines() {
            return outlines;
        }
    }
}
