package org.bertrim.engine.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tokenizers and JSON files of other programs count characters of Unicode, Java's texts count UTF-16 units. */
final class CharOffsets {

    private final String text;
    private final int @Nullable [] units;

    CharOffsets(String text) {
        this.text = Objects.requireNonNull(text);
        int characters = text.codePointCount(0, text.length());
        if (characters == text.length()) {
            units = null;
            return;
        }
        int[] found = new int[characters + 1];
        for (int i = 0, at = 0; i < characters; i++) {
            found[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        found[characters] = text.length();
        units = found;
    }

    /** The unit where a character begins; the text's end for those behind it. */
    int of(int character) {
        return units == null ? Math.min(character, text.length()) : units[Math.min(character, units.length - 1)];
    }
}
