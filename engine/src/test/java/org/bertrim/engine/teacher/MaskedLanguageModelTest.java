package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.MaskedWords.Counting;
import org.bertrim.engine.task.augment.MaskedWords.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model's head against the same written out in Java with doubles; the encoder has its own proofs. */
class MaskedLanguageModelTest {

    private static final int HIDDEN = 16;

    private final Teacher teacher = MaskedTeacher.open();
    private WordTokenizer tokenizer;
    private NDManager manager;
    private MaskedLanguageModel model;
    private long live;

    @BeforeEach
    void open() {
        live = Value.live();
        tokenizer = WordTokenizer.of(teacher.tokenizerJson());
        manager = NDManager.newBaseManager();
        model = new MaskedLanguageModel(manager, teacher, tokenizer);
    }

    @AfterEach
    void close() {
        model.close();
        manager.close();
        tokenizer.close();
        assertThat(Value.live()).isEqualTo(live);
    }

    @Test
    void theMostLikelyPiecesAreThoseOfTheWrittenOutHead() {
        List<String> words = List.of("the", "film", "was", "unaffable");
        Place single = new Place(words, null, 1);
        Place script = new Place(words, words, 2);
        Place second = new Place(List.of("good"), words, 1);

        List<List<String>> found = model.candidates(List.of(single), 15, Counting.WORDS);

        assertThat(found.get(0)).isEqualTo(reference("the [MASK] was unaffable", null, 0, 2, Counting.WORDS));
        assertThat(model.candidates(List.of(script, second), 15, Counting.PIECES))
                .containsExactly(
                        reference("the film [MASK] unaffable", "the film was unaffable", 0, 3, Counting.PIECES),
                        reference("good", "[MASK] film was unaffable", 1, 0, Counting.PIECES));
    }

    /** The 15 best, those that go on with a word dropped where pieces are counted. */
    private List<String> reference(String first, String second, int segment, int at, Counting counting) {
        WordTokenizer.Pieces pieces =
                tokenizer.pieces(List.of(first), second == null ? null : List.of(second)).get(0);
        int mask = IntStream.range(0, pieces.ids().length)
                .filter(i -> tokenizer.vocabulary().get(pieces.ids()[i]).equals("[MASK]"))
                .findFirst()
                .orElseThrow();
        assertThat(pieces.types()[mask]).isEqualTo(segment);
        double[] x = hidden(pieces, mask);
        Map<String, StoredTensor> weights = teacher.weights();
        float[] dense = weights.get("cls.predictions.transform.dense.weight").toFloats();
        float[] denseBias = weights.get("cls.predictions.transform.dense.bias").toFloats();
        float[] scale = weights.get("cls.predictions.transform.LayerNorm.weight").toFloats();
        float[] shift = weights.get("cls.predictions.transform.LayerNorm.bias").toFloats();
        float[] table = weights.get("bert.embeddings.word_embeddings.weight").toFloats();
        float[] bias = weights.get("cls.predictions.bias").toFloats();
        double[] y = new double[HIDDEN];
        double mean = 0;
        for (int i = 0; i < HIDDEN; i++) {
            double sum = denseBias[i];
            for (int j = 0; j < HIDDEN; j++) {
                sum += dense[i * HIDDEN + j] * x[j];
            }
            y[i] = 0.5 * sum * (1 + erf(sum / Math.sqrt(2)));
            mean += y[i] / HIDDEN;
        }
        double variance = 0;
        for (double value : y) {
            variance += (value - mean) * (value - mean) / HIDDEN;
        }
        double[] logits = new double[bias.length];
        for (int id = 0; id < bias.length; id++) {
            logits[id] = bias[id];
            for (int i = 0; i < HIDDEN; i++) {
                logits[id] += table[id * HIDDEN + i] * ((y[i] - mean) / Math.sqrt(variance + 1e-12) * scale[i] + shift[i]);
            }
        }
        List<String> vocabulary = tokenizer.vocabulary();
        List<Integer> order = new ArrayList<>(IntStream.range(0, bias.length)
                .filter(id -> !vocabulary.get(id).matches("\\[.+]"))
                .filter(id -> counting == Counting.PIECES
                        || !vocabulary.get(id).startsWith("##")
                                && vocabulary.get(id).codePoints().anyMatch(Character::isLetterOrDigit))
                .boxed()
                .toList());
        order.sort(Comparator.comparingDouble(id -> -logits[id]));
        return order.subList(0, 15).stream()
                .map(vocabulary::get)
                .filter(piece -> !piece.startsWith("##"))
                .toList();
    }

    private double[] hidden(WordTokenizer.Pieces pieces, int at) {
        BertConfig config = BertConfig.of(MaskedTeacher.SHAPE, 1e-12, 1);
        int tokens = pieces.ids().length;
        float[] mask = new float[tokens];
        java.util.Arrays.fill(mask, 1);
        try (BertModel bert = new BertModel(manager, config, teacher.initialised(config, 0), Precision.FLOAT32);
                Inputs inputs = Inputs.of(
                        manager,
                        1,
                        tokens,
                        IntStream.of(pieces.ids()).asLongStream().toArray(),
                        IntStream.of(pieces.types()).asLongStream().toArray(),
                        mask);
                ForwardPass pass = bert.infer(Network.full(config), inputs);
                Value states = pass.states(2);
                Value last = Kernels.element(states, 0)) {
            float[] values = last.floats(manager);
            double[] state = new double[HIDDEN];
            for (int i = 0; i < HIDDEN; i++) {
                state[i] = values[at * HIDDEN + i];
            }
            return state;
        }
    }

    /** Series of the error function; exact enough for the small values here. */
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    @Test
    void answersDoNotDependOnTheBatch() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            List<String> words = new ArrayList<>(List.of("good", "film"));
            words.addAll(IntStream.range(0, i % 9).mapToObj(n -> "day").toList());
            places.add(new Place(words, null, i % 2));
        }

        List<List<String>> together = model.candidates(places, 5, Counting.WORDS);

        for (int i : new int[] {0, 13, 44, 69}) {
            assertThat(together.get(i)).isEqualTo(model.candidates(List.of(places.get(i)), 5, Counting.WORDS).get(0));
        }
        assertThat(together).allMatch(likely -> likely.size() == 5);
        assertThat(model.candidates(List.of(), 5, Counting.WORDS)).isEmpty();
    }

    @Test
    void longTextsAreCutAroundTheMask() {
        List<String> words = IntStream.range(0, 100).mapToObj(i -> i == 60 ? "film" : "good").toList();

        List<List<String>> found =
                model.candidates(List.of(new Place(words, null, 60), new Place(words, null, 99)), 5, Counting.WORDS);

        // 24 positions: [CLS], 22 words, [SEP]; the mask has 11 before it and 10 behind
        List<String> around = new ArrayList<>(java.util.Collections.nCopies(22, "good"));
        assertThat(found.get(0)).isEqualTo(model.candidates(List.of(new Place(around, null, 11)), 5, Counting.WORDS).get(0));
        assertThat(found.get(1)).isEqualTo(model.candidates(List.of(new Place(around, null, 21)), 5, Counting.WORDS).get(0));
        assertThat(model.candidates(List.of(new Place(words, words, 60), new Place(List.of("a"), words, 100)), 5, Counting.PIECES))
                .hasSize(2);
    }

    @Test
    void aHeadThatDoesNotFitIsRefused() {
        teacher.weights().remove("cls.predictions.transform.LayerNorm.bias");
        teacher.weights().put("cls.predictions.bias", StoredTensor.floats(new long[] {2}, 1, 2));

        assertThatThrownBy(() -> new MaskedLanguageModel(manager, teacher, tokenizer))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("LayerNorm.bias is missing")
                .hasMessageContaining("cls.predictions.bias has shape [2] instead of [30522]");
    }
}
