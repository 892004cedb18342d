package org.bertrim.engine.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.MaskedHead;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.WordTokenizer.Pieces;
import org.bertrim.engine.task.augment.MaskedWords;

/**
 * BERT's masked language model (Devlin et al. 2019): the encoder, then a linear layer to the embeddings' width, the encoder's activation,
 * layer norm and a product with the word embeddings, or with a table of its own where the checkpoint has one. For teachers whose checkpoint
 * has that head; computes in float32.
 *
 * <p>Not for several threads at once.
 */
public final class MaskedLanguageModel implements MaskedWords, AutoCloseable {

    private static final String MASK = "[MASK]";
    private static final int ROWS_PER_BATCH = 32;

    private final NDManager manager;
    private final WordTokenizer tokenizer;
    private final MaskedEncoder model;
    private final String fingerprint;
    private final int positions;
    private final int words;
    private final int pieces;
    private final Value ofWords;
    private final Value ofPieces;

    /**
     * Puts a teacher's model on the device.
     *
     * @param tokenizer the teacher's; stays the caller's
     * @throws EngineException if the teacher has no such head, see {@link #has}, or tensors do not fit
     */
    public MaskedLanguageModel(NDManager parent, Teacher teacher, WordTokenizer tokenizer) {
        check(teacher, tokenizer);
        this.manager = parent.newSubManager();
        this.tokenizer = tokenizer;
        this.fingerprint = "masked-lm:" + teacher.fingerprint();
        this.positions = teacher.shape().positions();
        this.model = new MaskedEncoder(manager, teacher);
        float[] bias = teacher.weights().get(MaskedHead.BIAS).toFloats();
        float[] wordBias = bias.clone();
        List<String> vocabulary = tokenizer.vocabulary();
        int countedPieces = 0;
        int countedWords = 0;
        for (int id = 0; id < bias.length; id++) {
            String piece = id < vocabulary.size() ? vocabulary.get(id) : "";
            boolean special = special(piece);
            boolean word = !special && wholeWord(piece) && piece.codePoints().anyMatch(Character::isLetterOrDigit);
            bias[id] = special ? Float.NEGATIVE_INFINITY : bias[id];
            wordBias[id] = word ? wordBias[id] : Float.NEGATIVE_INFINITY;
            countedPieces += special ? 0 : 1;
            countedWords += word ? 1 : 0;
        }
        this.pieces = countedPieces;
        this.words = countedWords;
        this.ofPieces = model.head(bias);
        this.ofWords = model.head(wordBias);
    }

    /** Whether the teacher's checkpoint has a masked language model's head. */
    public static boolean has(Teacher teacher) {
        return teacher.weights().containsKey(MaskedHead.TRANSFORM);
    }

    private static void check(Teacher teacher, WordTokenizer tokenizer) {
        List<String> problems = new ArrayList<>();
        MaskedHead.of(teacher.config()).forEach((name, shape) -> {
            StoredTensor tensor = teacher.weights().get(name);
            if (tensor == null) {
                problems.add(name + " is missing");
            } else if (!Arrays.equals(tensor.shape(), shape)) {
                problems.add(name + " has shape " + Arrays.toString(tensor.shape()) + " instead of "
                        + Arrays.toString(shape));
            }
        });
        if (!tokenizer.vocabulary().contains(MASK)) {
            problems.add("its tokenizer has no " + MASK);
        }
        if (!problems.isEmpty()) {
            throw new EngineException(
                    "The masked language model of " + teacher.source() + " cannot be used",
                    String.join("; ", problems),
                    "Set augmentation.words to vectors:FILE or embeddings, or use a teacher with such a head.");
        }
    }

    private static boolean special(String piece) {
        return piece.isEmpty() || piece.length() > 2 && piece.startsWith("[") && piece.endsWith("]");
    }

    private boolean wholeWord(String piece) {
        return !tokenizer.continues(piece);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public List<List<String>> candidates(List<Place> places, int count, Counting counting) {
        List<MaskedRow> rows = rows(places);
        int[] order = IntStream.range(0, rows.size())
                .boxed()
                .sorted((a, b) -> Integer.compare(rows.get(b).ids().length, rows.get(a).ids().length))
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<String>> all = new ArrayList<>(Collections.nCopies(rows.size(), List.of()));
        for (int start = 0; start < order.length; start += ROWS_PER_BATCH) {
            int[] batch = Arrays.copyOfRange(order, start, Math.min(order.length, start + ROWS_PER_BATCH));
            int taken = Math.min(count, counting == Counting.WORDS ? words : pieces);
            long[] found = likely(Arrays.stream(batch).mapToObj(rows::get).toList(), taken, counting);
            for (int i = 0; i < batch.length; i++) {
                List<String> likely = new ArrayList<>(taken);
                for (int j = 0; j < taken; j++) {
                    String piece = tokenizer.vocabulary().get((int) found[i * taken + j]);
                    if (wholeWord(piece)) {
                        likely.add(piece);
                    }
                }
                all.set(batch[i], List.copyOf(likely));
            }
        }
        return all;
    }

    private List<MaskedRow> rows(List<Place> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        boolean pairs = places.get(0).second() != null;
        List<MaskedText> texts = places.stream().map(place -> MaskedText.of(place, MASK)).toList();
        List<Pieces> pieces = tokenizer.pieces(
                texts.stream().map(MaskedText::first).toList(),
                pairs ? texts.stream().map(text -> String.valueOf(text.second())).toList() : null);
        List<MaskedRow> rows = new ArrayList<>(places.size());
        for (int i = 0; i < places.size(); i++) {
            rows.add(MaskedRow.of(pieces.get(i), texts.get(i), positions));
        }
        return rows;
    }

    private long[] likely(List<MaskedRow> rows, int count, Counting counting) {
        int tokens = rows.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
        long[] ids = new long[rows.size() * tokens];
        long[] types = new long[ids.length];
        float[] mask = new float[ids.length];
        long[] at = new long[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            MaskedRow row = rows.get(i);
            for (int t = 0; t < row.ids().length; t++) {
                ids[i * tokens + t] = row.ids()[t];
                types[i * tokens + t] = row.types()[t];
                mask[i * tokens + t] = 1;
            }
            at[i] = row.at();
        }
        try (NDManager call = manager.newSubManager();
                Inputs inputs = Inputs.of(call, rows.size(), tokens, ids, types, mask);
                Value found = model.likely(inputs, call.create(at), counting == Counting.WORDS ? ofWords : ofPieces, count);
                NDArray numbers = found.array(call)) {
            return numbers.toLongArray();
        }
    }

    @Override
    public void close() {
        ofWords.close();
        ofPieces.close();
        model.close();
        manager.close();
    }
}
