package org.bertrim.engine.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.apache.fontbox.ttf.model.GsubData;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A font as a PDF font that holds the given characters only, with the way back from glyphs to
 * characters so that text can be searched and copied.
 */
final class EmbeddedFont extends PDType0Font {

    private static final int TAG_LETTERS = 6;
    private static final int NON_SYMBOLIC = 32;

    private final Map<Integer, Integer> codes;

    private EmbeddedFont(COSDictionary dictionary, Map<Integer, Integer> codes) throws IOException {
        super(dictionary);
        this.codes = codes;
    }

    /** Embeds {@code characters}, all of which the font covers. */
    static EmbeddedFont create(PDDocument document, Cut cut, SortedSet<Integer> characters) throws IOException {
        Map<Integer, Integer> codes = new HashMap<>();
        List<CffSubset.Glyph> glyphs = new ArrayList<>();
        COSArray widths = new COSArray();
        glyphs.add(cut.missing());
        widths.add(new COSFloat((float) glyphs.get(0).advance()));
        for (int character : characters) {
            codes.put(character, glyphs.size());
            glyphs.add(cut.glyph(character));
            widths.add(new COSFloat((float) glyphs.get(glyphs.size() - 1).advance()));
        }
        int[] box = cut.box(glyphs);
        Cut.Lines lines = cut.lines();
        String name = tag(characters) + "+" + cut.postScriptName();

        COSStream file = stream(document, CffSubset.write(name, glyphs, cut.unitsPerEm(), box));
        file.setName(COSName.SUBTYPE, "CIDFontType0C");
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, name);
        descriptor.setInt(COSName.FLAGS, NON_SYMBOLIC);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setFloat(COSName.ASCENT, lines.ascent());
        descriptor.setFloat(COSName.DESCENT, lines.descent());
        descriptor.setFloat(COSName.CAP_HEIGHT, lines.capHeight());
        descriptor.setInt(COSName.STEM_V, lines.stem());
        COSArray bounds = new COSArray();
        for (int side : box) {
            bounds.add(COSInteger.get(side));
        }
        descriptor.setItem(COSName.FONT_BBOX, bounds);
        descriptor.setItem(COSName.FONT_FILE3, file);

        COSDictionary system = new COSDictionary();
        system.setString(COSName.REGISTRY, "Adobe");
        system.setString(COSName.ORDERING, "Identity");
        system.setInt(COSName.SUPPLEMENT, 0);
        COSArray widthsFromZero = new COSArray();
        widthsFromZero.add(COSInteger.ZERO);
        widthsFromZero.add(widths);
        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
        descendant.setName(COSName.BASE_FONT, name);
        descendant.setItem(COSName.CIDSYSTEMINFO, system);
        descendant.setItem(COSName.FONT_DESC, descriptor);
        descendant.setItem(COSName.W, widthsFromZero);

        COSArray descendants = new COSArray();
        descendants.add(descendant);
        COSDictionary dictionary = new COSDictionary();
        dictionary.setItem(COSName.TYPE, COSName.FONT);
        dictionary.setItem(COSName.SUBTYPE, COSName.TYPE0);
        dictionary.setName(COSName.BASE_FONT, name + "-Identity-H");
        dictionary.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        dictionary.setItem(COSName.DESCENDANT_FONTS, descendants);
        dictionary.setItem(COSName.TO_UNICODE, stream(document, toUnicode(characters)));
        return new EmbeddedFont(dictionary, codes);
    }

    @Override
    protected byte[] encode(int unicode) {
        Integer code = codes.get(unicode);
        if (code == null) {
            throw new IllegalArgumentException(String.format("U+%04X is not in the embedded subset", unicode));
        }
        return new byte[] {(byte) (code >> 8), (byte) (int) code};
    }

    @Override
    public GsubData getGsubData() {
        return GsubData.NO_DATA_FOUND;
    }

    private static COSStream stream(PDDocument document, byte[] content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content);
        }
        return stream;
    }

    /** Six capital letters that depend on the characters alone. */
    private static String tag(SortedSet<Integer> characters) {
        long hash = 17;
        for (int character : characters) {
            hash = hash * 1_000_003 + character;
        }
        hash = Math.floorMod(hash, 308_915_776L); // 26^6
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < TAG_LETTERS; i++) {
            tag.append((char) ('A' + hash % 26));
            hash /= 26;
        }
        return tag.toString();
    }

    private static byte[] toUnicode(SortedSet<Integer> characters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap");
        line(out, "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def");
        line(out, "/CMapName /Adobe-Identity-UCS def /CMapType 2 def");
        line(out, "1 begincodespacerange <0000> <FFFF> endcodespacerange");
        int code = 0;
        for (int character : characters) {
            code++;
            StringBuilder utf16 = new StringBuilder();
            for (char unit : Character.toChars(character)) {
                utf16.append(String.format("%04X", (int) unit));
            }
            line(out, String.format("1 beginbfchar <%04X> <%s> endbfchar", code, utf16));
        }
        line(out, "endcmap CMapName currentdict /CMap defineresource pop end end");
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
