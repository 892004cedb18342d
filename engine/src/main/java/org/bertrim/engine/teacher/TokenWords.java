package org.bertrim.engine.teacher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.WordTable;

/** A teacher's own token embeddings as word vectors: the rows of pieces that are whole words of letters. */
final class TokenWords {

    private TokenWords() {}

    static WordTable of(Teacher teacher, WordTokenizer tokenizer) {
        StoredTensor tensor = teacher.weights().get(Parameters.WORDS);
        if (tensor == null) {
            throw new EngineException(
                    "The rows cannot be augmented",
                    "the teacher " + teacher.source() + " has no " + Parameters.WORDS,
                    "Set augmentation.words to vectors:FILE.");
        }
        float[] table = tensor.toFloats();
        int width = Math.toIntExact(tensor.shape()[1]);
        List<String> vocabulary = tokenizer.vocabulary();
        List<String> words = new ArrayList<>();
        float[] values = new float[table.length];
        for (int id = 0; id < Math.min(vocabulary.size(), tensor.shape()[0]); id++) {
            String piece = vocabulary.get(id);
            int at = words.size() * width;
            if (isWord(piece, tokenizer)) {
                System.arraycopy(table, id * width, values, at, width);
                if (WordTable.normalised(values, at, width)) {
                    words.add(piece);
                }
            }
        }
        return new WordTable(
                words, Arrays.copyOf(values, words.size() * width), width, "embeddings:" + teacher.fingerprint());
    }

    private static boolean isWord(String piece, WordTokenizer tokenizer) {
        return !piece.isEmpty() && !tokenizer.continues(piece) && piece.codePoints().allMatch(Character::isLetter);
    }
}
