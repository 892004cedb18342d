package org.bertrim.engine.task.augment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bertrim.engine.kernel.Value;
import org.junit.jupiter.api.Test;

class WordNeighboursTest {

    private static final int WORDS = 300;
    private static final int WIDTH = 12;

    private static WordTable table() {
        Random random = new Random(4);
        float[] values = new float[WORDS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        for (int word = 0; word < WORDS; word++) {
            WordTable.normalised(values, word * WIDTH, WIDTH);
        }
        return new WordTable(IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList(), values, WIDTH, "table");
    }

    /** Written out with doubles. */
    private static List<String> reference(WordTable table, int word, int count) {
        double[] alike = new double[WORDS];
        for (int other = 0; other < WORDS; other++) {
            for (int i = 0; i < WIDTH; i++) {
                alike[other] += (double) table.values()[word * WIDTH + i] * table.values()[other * WIDTH + i];
            }
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, WORDS).boxed().toList());
        order.remove(Integer.valueOf(word));
        order.sort(Comparator.comparingDouble(other -> -alike[other]));
        return order.subList(0, count).stream().map(other -> "w" + other).toList();
    }

    @Test
    void theNearestComeFirstWithoutTheWordItself() {
        WordTable table = table();
        long before = Value.live();
        try (NDManager manager = NDManager.newBaseManager();
                WordNeighbours neighbours = new WordNeighbours(manager, table, 15)) {
            neighbours.prepare(table.words().subList(0, 200));
            for (int word : new int[] {0, 7, 199, 299}) {
                assertThat(neighbours.of("w" + word)).isEqualTo(reference(table, word, 15));
            }
            assertThat(neighbours.of("W7")).as("in lower case").isEqualTo(reference(table, 7, 15));
            assertThat(neighbours.of("unknown")).isEmpty();
        }
        assertThat(Value.live()).isEqualTo(before);
    }

    @Test
    void aTableOfFewWordsHasFewNeighbours() {
        WordTable two = new WordTable(List.of("a", "b"), new float[] {1, 0, 0, 1}, 2, "two");
        try (NDManager manager = NDManager.newBaseManager();
                WordNeighbours neighbours = new WordNeighbours(manager, two, 15)) {
            assertThat(neighbours.of("a")).containsExactly("b");
        }
    }

    @Test
    void neighboursAreWrittenWithACapitalWhereTheWordIs() {
        WordTable two = new WordTable(List.of("paris", "london"), new float[] {1, 0, 0, 1}, 2, "two");
        try (NDManager manager = NDManager.newBaseManager();
                CandidateWords words = new CandidateWords(null, new WordNeighbours(manager, two, 15), 15)) {
            assertThat(words.near(new TextWords.Entry("Paris", "paris", 2, 0))).containsExactly("London");
            assertThat(words.near(new TextWords.Entry("paris", "paris", 2, 0))).containsExactly("london");
            assertThat(words.near(new TextWords.Entry("PARIS", "paris", 2, 0))).containsExactly("london");
        }
    }
}
