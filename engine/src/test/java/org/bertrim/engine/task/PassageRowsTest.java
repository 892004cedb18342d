package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;

/** Windows, labels and chosen answers against those of other programs; see {@code squad/README.md}. */
class PassageRowsTest {

    private static TextTokenizer tokenizer(String name) throws IOException {
        return name.equals("bert")
                ? TestTokenizer.open()
                : TextTokenizer.of(SquadFiles.bytes("byte-level-tokenizer.json"));
    }

    @Test
    void windowsLabelsAndAnswersAreThoseOfOtherPrograms() throws IOException {
        Task task = SquadFiles.task();
        List<JsonNode> lines = SquadFiles.lines("windows.jsonl");
        Map<String, List<JsonNode>> sets = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.get("tokenizer").textValue() + line.get("maxTokens") + line.get("docStride"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        assertThat(sets).hasSize(4);
        long none = 0;
        for (List<JsonNode> set : sets.values()) {
            try (TextTokenizer tokenizer = tokenizer(set.get(0).get("tokenizer").textValue())) {
                TokenRows rows = encode(tokenizer, task, set.get(0));
                assertSame(rows, set);
                float[] outputs = madeUp(rows);
                List<String> answers = SpanAnswers.of(rows, outputs, false);
                List<String> answersOrNone = SpanAnswers.of(rows, outputs, true);
                for (int i = 0; i < set.size(); i++) {
                    assertThat(answers.get(i)).as(set.get(i).toString()).isEqualTo(set.get(i).get("answer").textValue().strip());
                    assertThat(answersOrNone.get(i)).isEqualTo(set.get(i).get("answerOrNone").textValue().strip());
                }
                none += answersOrNone.stream().filter(String::isEmpty).count();
            }
        }
    }

    @Test
    void windowsOfRealPassagesAreThoseOfAnotherProgram() throws IOException {
        SharedData.require("squad");
        Map<String, Example> byId = SharedData.squad().dev().get(Task.DEV).stream()
                .collect(Collectors.toMap(row -> row.question().id(), row -> row));
        List<JsonNode> lines = SquadFiles.lines("real-windows.jsonl");
        assertThat(lines).hasSize(50);
        List<Example> rows = lines.stream().map(line -> byId.get(line.get("id").textValue())).toList();
        try (TextTokenizer tokenizer = TestTokenizer.open()) {
            assertSame(tokenizer.encode(SquadFiles.task().info(), rows, new RowLimits(192, 64)), lines);
        }
    }

    private static TokenRows encode(TextTokenizer tokenizer, Task task, JsonNode line) {
        return tokenizer.encode(
                task.info(),
                task.dev().get(Task.DEV),
                new RowLimits(line.get("maxTokens").intValue(), line.get("docStride").intValue()));
    }

    private static void assertSame(TokenRows rows, List<JsonNode> lines) {
        Windows windows = rows.windows();
        int row = 0;
        for (int question = 0; question < lines.size(); question++) {
            JsonNode line = lines.get(question);
            assertThat(windows.questions().get(question).example().question().id()).isEqualTo(line.get("id").textValue());
            for (JsonNode window : line.get("windows")) {
                CRC32 sum = new CRC32();
                sum.update(IntStream.concat(Arrays.stream(rows.ids()[row]), Arrays.stream(rows.types()[row]))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","))
                        .getBytes(StandardCharsets.US_ASCII));
                List<Long> found = List.of(
                        (long) windows.first()[row],
                        (long) windows.at()[row],
                        (long) windows.count()[row],
                        (long) rows.labels()[2 * row],
                        (long) rows.labels()[2 * row + 1],
                        sum.getValue());
                List<Long> expected = new ArrayList<>();
                window.forEach(number -> expected.add(number.longValue()));
                assertThat(found).as(line.get("tokenizer") + " " + line.get("maxTokens") + " " + line.get("id") + ", row " + row).isEqualTo(expected);
                assertThat(windows.question()[row]).isEqualTo(question);
                row++;
            }
        }
        assertThat(rows.size()).isEqualTo(row);
        assertThat(rows.examples()).isEqualTo(lines.size());
    }

    /** What an estimate counts is what training gets. */
    @Test
    void lengthsOfRowsAreToldForAnyLimits() throws IOException {
        Task task = SquadFiles.task();
        List<Example> examples = task.dev().get(Task.DEV);
        for (String name : List.of("bert", "byte-level")) {
            try (TextTokenizer tokenizer = tokenizer(name)) {
                ExampleLengths lengths = ExampleLengths.of(task.info(), examples, tokenizer);
                for (RowLimits limits : List.of(new RowLimits(384, 128), new RowLimits(40, 9), new RowLimits(8, 512))) {
                    TokenRows rows = tokenizer.encode(task.info(), examples, limits);
                    int[] told = IntStream.range(0, lengths.count())
                            .flatMap(example -> Arrays.stream(lengths.rows(example, limits)))
                            .toArray();
                    assertThat(told).isEqualTo(Arrays.stream(rows.ids()).mapToInt(row -> row.length).toArray());
                    assertThat(Arrays.stream(told).max().orElseThrow()).isLessThanOrEqualTo(limits.maxTokens());
                }
                assertThat(lengths.longerThan(4096)).isZero();
            }
        }
    }

    /** Logits that another program can make up in the same way. */
    private static float[] madeUp(TokenRows rows) {
        float[] outputs = new float[2 * Arrays.stream(rows.ids()).mapToInt(row -> row.length).sum()];
        int at = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int which = 0; which < 2; which++) {
                for (int token = 0; token < rows.length(row); token++) {
                    outputs[at++] = logit(row, which, token);
                }
            }
        }
        return outputs;
    }

    private static float logit(int row, int which, int token) {
        int x = row * 7919 + which * 104729 + token * 1299709 + 12345;
        x = (x ^ x >>> 16) * 0x7feb352d;
        x = (x ^ x >>> 15) * 0x846ca68b;
        x ^= x >>> 16;
        return (float) (Integer.toUnsignedLong(x) / 4294967296.0 * 10 + (token == 0 ? 5 : 0));
    }

    /**
     * Logits that are certain of the labels give the right answers back, but for l9, which is longer than 30 tokens, and what begins or ends
     * within a token: e7 for one tokenizer, and s3, whose accent is a character of its own without a token.
     */
    @Test
    void answersPredictedWhereTheyAreAreRight() throws IOException {
        Task task = SquadFiles.task();
        for (String name : List.of("bert", "byte-level")) {
            try (TextTokenizer tokenizer = tokenizer(name)) {
                TokenRows rows = tokenizer.encode(task.info(), task.dev().get(Task.DEV), new RowLimits(400, 64));
                List<String> wrong = new ArrayList<>();
                for (int question : missed(rows, SpanAnswers.of(rows, certain(rows), true))) {
                    wrong.add(rows.windows().questions().get(question).example().question().id());
                }
                assertThat(wrong).as(name).containsExactly(name.equals("bert") ? new String[] {"l9", "e7", "s3"} : new String[] {"l9"});
            }
        }
    }

    /** With the published limits and with short ones; what is lost is too long or ends within a token, about one in a hundred. */
    @Test
    void everyRealAnswerSurvivesItsWindow() throws IOException {
        SharedData.require("squad");
        Task task = SharedData.squad();
        List<Example> all = new ArrayList<>(task.dev().get(Task.DEV));
        all.addAll(task.train().subList(0, 1500));
        try (TextTokenizer tokenizer = TestTokenizer.open()) {
            for (RowLimits limits : List.of(new RowLimits(384, 128), new RowLimits(96, 48))) {
                TokenRows rows = tokenizer.encode(task.info(), all, limits);
                List<Integer> missed = missed(rows, SpanAnswers.of(rows, certain(rows), false));

                assertThat(missed).hasSizeLessThan(all.size() / 80);
                assertThat(Batches.paddingShare(rows, Batches.training(rows, 16, 1, 0))).isLessThan(0.1);
                assertThat(missed).as(limits.toString()).allMatch(question -> !fits(rows.windows().questions().get(question)));
            }
        }
    }

    private static List<Integer> missed(TokenRows rows, List<String> answers) {
        return IntStream.range(0, answers.size())
                .filter(i -> AnswerScores.of(answers.get(i), rows.windows().questions().get(i).rightAnswers()).exactMatch() < 1)
                .boxed()
                .toList();
    }

    /** Whether the first answer is whole tokens, and not too many. */
    private static boolean fits(Windows.Asked asked) {
        Windows.Passage passage = asked.passage();
        Span answer = asked.example().question().answers().get(0).stripped(passage.text());
        int first = Arrays.binarySearch(passage.starts(), answer.start());
        int last = Arrays.binarySearch(passage.ends(), answer.end());
        return first >= 0 && last >= 0 && last - first < SpanAnswers.LONGEST;
    }

    /** 10 at the labels, where there is an answer, 0 elsewhere. */
    private static float[] certain(TokenRows rows) {
        float[] outputs = new float[2 * Arrays.stream(rows.ids()).mapToInt(row -> row.length).sum()];
        int at = 0;
        for (int row = 0; row < rows.size(); row++) {
            float value = rows.labels()[2 * row] > 0 ? 10 : 1;
            outputs[at + (int) rows.labels()[2 * row]] = value;
            outputs[at + rows.length(row) + (int) rows.labels()[2 * row + 1]] = value;
            at += 2 * rows.length(row);
        }
        return outputs;
    }
}
