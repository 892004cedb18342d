package org.bertrim.engine.figure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Gives an OpenType font another table from characters to glyphs ({@code cmap}, format 12; OpenType 1.9 specification),
 * leaving every other table as it is.
 */
final class CharacterMap {

    private static final int DIRECTORY = 12;
    private static final int ENTRY = 16;
    private static final int[][] PLATFORMS = {{0, 4}, {3, 10}};

    private CharacterMap() {}

    /** The font file {@code font} with the characters of {@code glyphs} and no others. */
    static byte[] replace(byte[] font, SortedMap<Integer, Integer> glyphs) {
        ByteBuffer in = ByteBuffer.wrap(font);
        int tables = in.getShort(4);
        List<byte[]> contents = new ArrayList<>();
        int size = DIRECTORY + ENTRY * tables;
        for (int t = 0; t < tables; t++) {
            int entry = DIRECTORY + ENTRY * t;
            byte[] content;
            if (new String(font, entry, 4, StandardCharsets.US_ASCII).equals("cmap")) {
                content = table(glyphs);
            } else {
                content = new byte[in.getInt(entry + 12)];
                in.get(in.getInt(entry + 8), content);
            }
            contents.add(content);
            size += padded(content.length);
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put(font, 0, DIRECTORY);
        int offset = DIRECTORY + ENTRY * tables;
        for (int t = 0; t < tables; t++) {
            byte[] content = contents.get(t);
            out.put(font, DIRECTORY + ENTRY * t, 4);
            out.putInt(checksum(content)).putInt(offset).putInt(content.length);
            out.put(offset, content);
            offset += padded(content.length);
        }
        return out.array();
    }

    private static byte[] table(SortedMap<Integer, Integer> glyphs) {
        List<int[]> groups = new ArrayList<>();
        int[] last = {-2, -2, -2};
        for (Map.Entry<Integer, Integer> entry : glyphs.entrySet()) {
            int character = entry.getKey();
            int glyph = entry.getValue();
            if (character == last[1] + 1 && glyph == last[2] + character - last[0]) {
                last[1] = character;
            } else {
                last = new int[] {character, character, glyph};
                groups.add(last);
            }
        }
        int start = 4 + 8 * PLATFORMS.length;
        int length = 16 + 12 * groups.size();
        ByteBuffer out = ByteBuffer.allocate(start + length);
        out.putShort((short) 0).putShort((short) PLATFORMS.length);
        for (int[] platform : PLATFORMS) {
            out.putShort((short) platform[0]).putShort((short) platform[1]).putInt(start);
        }
        out.putShort((short) 12).putShort((short) 0).putInt(length).putInt(0).putInt(groups.size());
        for (int[] group : groups) {
            out.putInt(group[0]).putInt(group[1]).putInt(group[2]);
        }
        return out.array();
    }

    private static int checksum(byte[] content) {
        ByteBuffer words = ByteBuffer.allocate(padded(content.length)).put(content);
        words.rewind();
        int sum = 0;
        while (words.hasRemaining()) {
            sum += words.getInt();
        }
        return sum;
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }
}
