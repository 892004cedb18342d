package org.bertrim.engine.figure;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a word may go on in the next line: beside Chinese and Japanese letters, which are written without spaces. */
final class LineBreaks {

    private LineBreaks() {}

    /** The pieces of a word; one where it has to stay whole. */
    static List<String> pieces(String word) {
        if (word.codePoints().noneMatch(LineBreaks::ideographic)) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        // knows that a line never begins with a full stop
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(word);
        breaks.first();
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (end == word.length() || ideographic(word.codePointBefore(end)) || ideographic(word.codePointAt(end))) {
                pieces.add(word.substring(start, end));
                start = end;
            }
        }
        return pieces;
    }

    private static boolean ideographic(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> true;
            default -> c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xff60;
        };
    }
}
