package org.bertrim.engine.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A font that every machine has, made from Inter under the name of Probe: some characters that Inter lacks have the
 * outlines of Latin letters, so that it is known what must come out.
 */
final class ProbeFont {

    /** The characters of the font and the letters they look like. */
    static final SortedMap<Integer, Integer> LOOKS = new TreeMap<>();

    static {
        LOOKS.put((int) '电', (int) 'Q');
        LOOKS.put((int) '影', (int) 'w');
        LOOKS.put(0x20000, (int) 'g'); // a Chinese letter beyond the first 65536
    }

    private ProbeFont() {}

    /** A machine with this font alone. */
    static MachineFonts alone() {
        return new Machine(List.of(font()));
    }

    /** A machine without fonts. */
    static MachineFonts none() {
        return new Machine(List.of());
    }

    static Font font() {
        try {
            byte[] file = InterCut.file(Weight.REGULAR);
            OpenTypeFont inter = new OTFParser(true).parse(new RandomAccessReadBuffer(file));
            SortedMap<Integer, Integer> glyphs = new TreeMap<>();
            for (var look : LOOKS.entrySet()) {
                glyphs.put(look.getKey(), inter.getUnicodeCmapLookup().getGlyphId(look.getValue()));
            }
            byte[] probe = CharacterMap.replace(file, glyphs);
            rename(probe, StandardCharsets.US_ASCII);
            rename(probe, StandardCharsets.UTF_16BE);
            return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(probe));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rename(byte[] file, Charset charset) {
        byte[] from = "Inter".getBytes(charset);
        byte[] to = "Probe".getBytes(charset);
        for (int at = 0; at + from.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, file, at, to.length);
            }
        }
    }

    private static final class Machine extends MachineFonts {

        private final List<Font> fonts;

        Machine(List<Font> fonts) {
            this.fonts = fonts;
        }

        @Override
        List<Font> fonts(Collection<String> families, int style) {
            return fonts;
        }

        @Override
        List<String> families() {
            return List.of();
        }
    }
}
