package org.bertrim.engine.task.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.AugmentationSettings.Method;
import org.bertrim.engine.task.augment.AugmentationSettings.Variant;
import org.bertrim.engine.task.augment.MaskedWords.Counting;
import org.bertrim.engine.task.augment.MaskedWords.Place;
import org.bertrim.engine.teacher.Teachers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Algorithm 1 of the paper, line by line. */
class PaperVariantsTest {

    private final WordTokenizer tokenizer = WordTokenizer.of(Teachers.builtin().tokenizer("builtin:e5-small-v2"));

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private List<List<Example>> variants(MaskedWords words, double replace, int draws, long seed, List<Example> rows) {
        AugmentationSettings settings = new AugmentationSettings(Method.TINYBERT, Variant.PAPER, 15, replace, draws, "auto");
        return new PaperVariants(settings, draws, tokenizer, new CandidateWords(words, null, 15), seed).of(rows, 0);
    }

    private static Example single(String text) {
        return new Example(text, null, 1);
    }

    @Test
    void everyWordIsReplacedStopWordsToo() {
        List<Example> made =
                variants(new FakeWords("x"), 1, 2, 1, List.of(single("The film, it won 3 awards!"))).get(0);

        assertThat(made).containsExactly(single("x x, x x x x!"), single("x x, x x x x!"));
    }

    @Test
    void likelyWordsComeFromTheCopyAsItIsByThen() {
        FakeWords words = new FakeWords("x");

        variants(words, 1, 1, 1, List.of(single("so good .")));

        assertThat(words.asked)
                .containsExactly(
                        new Place(List.of("so", "good", "."), null, 0), new Place(List.of("x", "good", "."), null, 1));
        assertThat(words.counted).allMatch(counting -> counting == Counting.WORDS);
    }

    @Test
    void aPairIsOneSequence() {
        FakeWords words = new FakeWords("x");

        List<Example> made = variants(words, 1, 1, 1, List.of(new Example("so good", "too bad", 2))).get(0);

        assertThat(made).containsExactly(new Example("x x", "x x", 2));
        assertThat(words.asked.get(3)).isEqualTo(new Place(List.of("x", "x"), List.of("x", "bad"), 3));
    }

    @Test
    void thereAreAsManyCopiesAsAskedForAndEachIsItsOwn() {
        String text = String.join(" ", IntStream.range(0, 200).mapToObj(i -> "good").toList());

        List<List<Example>> made =
                variants(new FakeWords("x", "y"), 0.4, 20, 5, List.of(single("good"), single(text)));

        assertThat(made).allMatch(copies -> copies.size() == 20);
        assertThat(made.get(1)).extracting(Example::text).doesNotHaveDuplicates();
        double share = made.get(1).stream()
                        .flatMap(row -> List.of(row.text().split(" ")).stream())
                        .filter(word -> !word.equals("good"))
                        .count()
                / 4000.0;
        // 4,000 draws of a coin of 0.4 have a deviation of 0.0077
        assertThat(share).isCloseTo(0.4, within(0.031));
    }

    @Test
    void theSameSeedGivesTheSameHoweverManyRowsThereAre() {
        FakeWords words = new FakeWords("a", "b", "c");
        List<Example> rows = IntStream.range(0, 150).mapToObj(i -> single("good film number " + i)).toList();

        List<List<Example>> made = variants(words, 0.4, 20, 11, rows);

        assertThat(made).hasSize(150);
        assertThat(variants(words, 0.4, 20, 11, rows)).isEqualTo(made);
        assertThat(variants(words, 0.4, 20, 12, rows)).isNotEqualTo(made);
        assertThat(variants(words, 0.4, 20, 11, rows.subList(0, 1)).get(0)).isEqualTo(made.get(0));
    }
}
