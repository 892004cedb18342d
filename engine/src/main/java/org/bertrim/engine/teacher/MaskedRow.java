package org.bertrim.engine.teacher;

import java.util.Arrays;
import org.bertrim.engine.task.WordTokenizer.Pieces;

/**
 * One row for a masked language model.
 *
 * @param ids pieces, special tokens included
 * @param types segment of each
 * @param at position of the mask
 */
record MaskedRow(int[] ids, int[] types, int at) {

    /**
     * Finds the mask, and cuts what the model cannot take: around the mask in its own segment and at the same places in the other one,
     * so that a second segment which repeats the first shows the same words.
     *
     * @param most positions of the model
     */
    static MaskedRow of(Pieces pieces, MaskedText text, int most) {
        int[] ids = pieces.ids();
        int[] types = pieces.types();
        int mask = -1;
        for (int i = 0; i < ids.length && mask < 0; i++) {
            if (types[i] == text.segment() && pieces.starts()[i] == text.start()) {
                mask = i;
            }
        }
        if (mask < 0) {
            throw new IllegalStateException("the tokenizer lost the mask of: " + text.first());
        }
        if (ids.length <= most) {
            return new MaskedRow(ids, types, mask);
        }
        boolean pair = text.second() != null;
        // [CLS] first [SEP] second [SEP]
        int firstLength = (int) Arrays.stream(types).filter(type -> type == 0).count() - 2;
        int secondLength = pair ? ids.length - firstLength - 3 : 0;
        int room = most - (pair ? 3 : 2);
        int firstRoom = pair ? Math.min(firstLength, Math.max(room / 2, room - secondLength)) : room;
        int secondRoom = pair ? Math.min(secondLength, room - firstRoom) : 0;
        boolean inFirst = text.segment() == 0;
        int within = inFirst ? mask - 1 : mask - firstLength - 2;
        int ownStart = inFirst ? start(within, firstRoom, firstLength) : start(within, secondRoom, secondLength);
        int firstStart = inFirst ? ownStart : Math.min(ownStart, firstLength - firstRoom);
        int secondStart = inFirst ? Math.max(0, Math.min(ownStart, secondLength - secondRoom)) : ownStart;
        int total = firstRoom + (pair ? secondRoom + 3 : 2);
        int[] cutIds = new int[total];
        int[] cutTypes = new int[total];
        cutIds[0] = ids[0];
        System.arraycopy(ids, 1 + firstStart, cutIds, 1, firstRoom);
        cutIds[1 + firstRoom] = ids[1 + firstLength];
        if (pair) {
            System.arraycopy(ids, firstLength + 2 + secondStart, cutIds, firstRoom + 2, secondRoom);
            cutIds[total - 1] = ids[ids.length - 1];
            Arrays.fill(cutTypes, firstRoom + 2, total, 1);
        }
        int at = inFirst ? 1 + within - firstStart : firstRoom + 2 + within - secondStart;
        return new MaskedRow(cutIds, cutTypes, at);
    }

    /** The first of {@code room} pieces around one of {@code length}. */
    private static int start(int middle, int room, int length) {
        return Math.max(0, Math.min(middle - room / 2, length - room));
    }
}
