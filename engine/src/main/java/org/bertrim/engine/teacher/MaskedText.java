package org.bertrim.engine.teacher;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.task.augment.MaskedWords.Place;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a place with the mask in it.
 *
 * @param first the first segment
 * @param second the second one, null where there is none
 * @param segment 0 or 1: in which of them the mask stands
 * @param start where it begins in that text
 */
record MaskedText(String first, @Nullable String second, int segment, int start) {

    static MaskedText of(Place place, String mask) {
        int split = place.first().size();
        List<String> second = place.second();
        int segment = place.at() < split ? 0 : 1;
        int at = segment == 0 ? place.at() : place.at() - split;
        List<String> masked = new ArrayList<>(segment == 0 || second == null ? place.first() : second);
        int start = 0;
        for (int i = 0; i < at; i++) {
            start += masked.get(i).length() + 1;
        }
        masked.set(at, mask);
        String text = String.join(" ", masked);
        if (segment == 0) {
            return new MaskedText(text, second == null ? null : String.join(" ", second), 0, start);
        }
        return new MaskedText(String.join(" ", place.first()), text, 1, start);
    }
}
