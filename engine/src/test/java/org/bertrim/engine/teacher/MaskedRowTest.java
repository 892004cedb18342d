package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bertrim.engine.task.WordTokenizer.Pieces;
import org.bertrim.engine.task.augment.MaskedWords.Place;

class MaskedRowTest {

    private static final int CLS = 1;
    private static final int SEP = 2;
    private static final int MASK = 3;

    /** Pieces are numbered from 100 in the first segment and from 1000 in the second. */
    @Property(tries = 300)
    void aRowIsNeverTooLongAndKeepsItsMaskAndOrder(
            @ForAll @IntRange(min = 1, max = 40) int first,
            @ForAll @IntRange(min = 0, max = 40) int second,
            @ForAll @IntRange(min = 0, max = 79) int place,
            @ForAll @IntRange(min = 8, max = 30) int most) {
        int at = place % (first + second);
        boolean inFirst = at < first;
        List<Integer> ids = new ArrayList<>(List.of(CLS));
        List<Integer> types = new ArrayList<>(List.of(0));
        List<Integer> starts = new ArrayList<>(List.of(-1));
        for (int i = 0; i < first + second; i++) {
            boolean own = i < first;
            ids.add(i == at ? MASK : own ? 100 + i : 1000 + i - first);
            types.add(own ? 0 : 1);
            starts.add(own ? 2 * i : 2 * (i - first));
            if (i == first - 1 || i == first + second - 1) {
                ids.add(SEP);
                types.add(own ? 0 : 1);
                starts.add(-1);
            }
        }
        MaskedText text =
                new MaskedText("", second > 0 ? "" : null, inFirst ? 0 : 1, 2 * (inFirst ? at : at - first));

        MaskedRow row = MaskedRow.of(new Pieces(ints(ids), ints(types), ints(starts)), text, most);

        assertThat(row.ids().length).isEqualTo(Math.min(most, ids.size()));
        assertThat(row.ids()[row.at()]).isEqualTo(MASK);
        assertThat(row.types()[row.at()]).isEqualTo(inFirst ? 0 : 1);
        assertThat(row.ids()[0]).isEqualTo(CLS);
        assertThat(row.ids()[row.ids().length - 1]).isEqualTo(SEP);
        int before = 0;
        for (int i = 0; i < row.ids().length; i++) {
            int id = row.ids()[i];
            if (id >= 100) {
                assertThat(row.types()[i]).isEqualTo(id >= 1000 ? 1 : 0);
                assertThat(id).isGreaterThan(before);
                before = id;
            }
        }
    }

    @org.junit.jupiter.api.Test
    void theMaskStandsInItsText() {
        Place place = new Place(List.of("so", "good"), List.of("too", "bad", "!"), 3);

        assertThat(MaskedText.of(place, "[MASK]")).isEqualTo(new MaskedText("so good", "too [MASK] !", 1, 4));
        assertThat(MaskedText.of(new Place(Collections.nCopies(3, "a"), null, 2), "[MASK]"))
                .isEqualTo(new MaskedText("a a [MASK]", null, 0, 4));
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
