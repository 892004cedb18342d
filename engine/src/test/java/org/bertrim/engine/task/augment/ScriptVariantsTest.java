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

/** The released script's procedure, point by point; the points are those of its description in the paper's repository. */
class ScriptVariantsTest {

    private final WordTokenizer tokenizer = WordTokenizer.of(Teachers.builtin().tokenizer("builtin:e5-small-v2"));

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private List<List<Example>> variants(MaskedWords words, double replace, int draws, long seed, List<Example> rows) {
        AugmentationSettings settings =
                new AugmentationSettings(Method.TINYBERT, Variant.SCRIPT, 15, replace, draws, "auto");
        return new ScriptVariants(settings, draws, tokenizer, new CandidateWords(words, null, 15), seed).of(rows, 0);
    }

    private static Example single(String text) {
        return new Example(text, null, 1);
    }

    @Test
    void onlyWordsOfLettersThatAreNoStopWordsAreReplaced() {
        FakeWords words = new FakeWords("x");

        List<List<Example>> made =
                variants(words, 1, 5, 1, List.of(single("The movie didn't win 3 awards, but it was GREAT!")));

        assertThat(made).hasSize(1);
        assertThat(made.get(0)).containsExactly(single("The x didn ' t x 3 x , but it was x !"));
        assertThat(words.asked).extracting(Place::at).containsExactly(1, 5, 7, 12);
    }

    @Test
    void likelyWordsComeOnceFromTheOriginalTextWhichIsTheSecondSegmentToo() {
        FakeWords words = new FakeWords("one", "two");

        variants(words, 0.5, 20, 1, List.of(single("good film.")));

        List<String> original = List.of("good", "film", ".");
        assertThat(words.asked).containsExactly(new Place(original, original, 0), new Place(original, original, 1));
        assertThat(words.counted).containsExactly(Counting.PIECES);
    }

    @Test
    void theSameTextNeverComesTwiceNorTheOriginal() {
        List<Example> made =
                variants(new FakeWords("one", "two"), 0.4, 200, 3, List.of(single("good  film"))).get(0);

        // each of two words is kept or one of two: nine texts, one of them the original
        assertThat(made).extracting(Example::text).doesNotHaveDuplicates().hasSize(8).doesNotContain("good film");
        assertThat(made).allMatch(row -> row.label() == 1);
    }

    @Test
    void aWordIsReplacedAsOftenAsItShould() {
        String text = String.join(" ", IntStream.range(0, 200).mapToObj(i -> "good").toList());

        List<Example> made = variants(new FakeWords("x"), 0.4, 20, 5, List.of(single(text))).get(0);

        double share = made.stream()
                        .flatMap(row -> List.of(row.text().split(" ")).stream())
                        .filter("x"::equals)
                        .count()
                / (200.0 * made.size());
        assertThat(made).hasSize(20);
        // 4,000 draws of a coin of 0.4 have a deviation of 0.0077
        assertThat(share).isCloseTo(0.4, within(0.031));
    }

    @Test
    void theSidesOfAPairTakeTurnsAndTheOtherSideIsTheOriginal() {
        Example row = new Example("good film", "bad food", 0);

        List<Example> made = variants(new FakeWords("a", "b", "c", "d"), 0.6, 10, 7, List.of(row)).get(0);

        int middle = made.indexOf(row);
        assertThat(middle).isPositive();
        assertThat(made.subList(0, middle)).allMatch(each -> each.secondText().equals("bad food"))
                .noneMatch(each -> each.text().equals("good film"));
        assertThat(made.subList(middle + 1, made.size())).isNotEmpty()
                .allMatch(each -> each.text().equals("good film"))
                .noneMatch(each -> each.secondText().equals("bad food"));
        assertThat(made.size()).isLessThanOrEqualTo(2 * 10 + 1);
        assertThat(made).allMatch(each -> each.label() == 0);
    }

    @Test
    void theSameSeedGivesTheSameAndARowsVariantsDoNotDependOnOtherRows() {
        FakeWords words = new FakeWords("a", "b", "c");
        List<Example> rows = List.of(single("good film tonight"), single("bad food today"));

        List<List<Example>> made = variants(words, 0.4, 5, 11, rows);

        assertThat(variants(words, 0.4, 5, 11, rows)).isEqualTo(made);
        assertThat(variants(words, 0.4, 5, 12, rows)).isNotEqualTo(made);
        assertThat(variants(words, 0.4, 5, 11, rows.subList(0, 1)).get(0)).isEqualTo(made.get(0));
    }

    @Test
    void aWordWithoutLikelyWordsStays() {
        assertThat(variants(new FakeWords(), 1, 3, 1, List.of(single("good film"))).get(0)).isEmpty();
    }

    @Test
    void numbersOfVariantsAreThoseOfTheTasks() {
        AugmentationSettings open = new AugmentationSettings(Method.TINYBERT, Variant.SCRIPT, 15, 0.4, null, "auto");

        assertThat(List.of("CoLA", "MRPC", "RTE", "STS-B", "SST-2", "QNLI", "MNLI", "QQP"))
                .extracting(name -> open.draws(Infos.single(name)))
                .containsExactly(30, 30, 30, 30, 20, 20, 10, 10);
        // up to 2·(10 + 1) rows of one of MNLI, itself among them
        assertThat(open.mostAdded(Infos.pair("MNLI")) + 1).isEqualTo(22);
    }
}
