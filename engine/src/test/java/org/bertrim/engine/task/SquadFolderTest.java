package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquadFolderTest {

    private static final String GOOD = question("q1", "Who?", answer("Ann", 0));

    @TempDir
    Path base;

    @Test
    void readsQuestionsPassagesAndAnswersWhateverTheOrderOfTheKeys() {
        Task task = SquadFiles.task();

        assertThat(task.info()).isEqualTo(TaskInfo.questions("SQuAD 2.0", "squad:" + SquadFiles.folder(), true));
        assertThat(task.info().metrics()).containsExactly(Metric.SPAN_F1, Metric.EXACT_MATCH);
        assertThat(task.info().outputs()).isEqualTo(2);
        assertThat(task.train()).hasSize(3);
        List<Example> dev = task.dev().get(Task.DEV);
        assertThat(dev).hasSize(27);
        Example foxes = dev.get(11);
        assertThat(foxes.text()).isEqualTo("What cost $3.50?");
        assertThat(foxes.question().answers()).extracting(span -> span.of(foxes.secondText())).containsExactly("🦊");
        assertThat(foxes.question().answers().get(0).start()).isEqualTo(foxes.secondText().lastIndexOf("🦊"));
        Example none = dev.get(4);
        assertThat(none.question()).isEqualTo(new Question("l5", 0, List.of()));
        assertThat(none.label()).isEqualTo(1);
        assertThat(dev.get(9).question().passage()).isEqualTo(1);
    }

    @Test
    void withoutAnImpossibleQuestionItIsTheFirstVersion() throws IOException {
        Task task = open(file(GOOD, question("q2", "What?", answer("Bob", 9))));

        assertThat(task.info()).isEqualTo(TaskInfo.questions("SQuAD 1.1", "squad:.", false));
        assertThat(task.info().predicts()).isEqualTo("a span of the passage");
        assertThat(task.train()).extracting(row -> row.question().answers()).containsExactly(
                List.of(new Span(0, 3)), List.of(new Span(9, 12)));
    }

    @Test
    void theFingerprintTellsAnswersApart() throws IOException {
        String one = open(file(question("q1", "Who?", answer("Ann", 0)))).fingerprint();
        String other = open(file(question("q1", "Who?", answer("Ann", 14)))).fingerprint();

        assertThat(other).isNotEqualTo(one);
        assertThat(open(file(question("q1", "Who?", answer("Ann", 0)))).fingerprint()).isEqualTo(one);
    }

    /** The passage is {@code Ann knew Bob. Ann left.}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'id':'a','question':'Q','answers':[{'text':'Bob','answer_start':8}]} | question a: the answer \"Bob\" does not stand at answer_start 8, but at 9",
        "{'id':'a','question':'Q','answers':[{'text':'bob','answer_start':9}]} | question a: the answer \"bob\" does not stand at answer_start 9 nor anywhere else in the passage",
        "{'id':'a','question':'Q','answers':[{'text':'Bob','answer_start':99999}]} | answer_start 99999, but at 9",
        "{'id':'a','question':'Q','answers':[{'text':'Bob','answer_start':-1}]} | \"answer_start\" of the answer \"Bob\" is not a whole number from 0 on",
        "{'id':'a','question':'Q','answers':[{'text':'Bob','answer_start':9.0}]} | is not a whole number from 0 on",
        "{'id':'a','question':'Q','answers':[{'text':'Bob','answer_start':99999999999}]} | is not a whole number from 0 on",
        "{'id':'a','question':'Q','answers':[{'text':'Bob'}]} | is not a whole number from 0 on",
        "{'id':'a','question':'Q','answers':[{'text':' ','answer_start':3}]} | question a: an answer has no text",
        "{'id':'a','question':'Q','answers':[7]} | question a: an answer is not an object",
        "{'id':'a','question':'Q','answers':{'text':'Bob'}} | question a: \"answers\" is not a list",
        "{'id':'a','question':'Q','answers':[]} | question a: it has no answer, and is_impossible is not true",
        "{'id':'a','question':'Q'} | question a: it has no answer, and is_impossible is not true",
        "{'id':'a','question':'Q','is_impossible':true,'answers':[{'text':'Bob','answer_start':9}]} | question a: it is_impossible and has an answer all the same",
        "{'id':'a','question':'Q','is_impossible':'yes','answers':[]} | question a: \"is_impossible\" is neither true nor false",
        "{'id':'a','question':' ','answers':[{'text':'Bob','answer_start':9}]} | question a: the question is empty",
        "{'id':'a','question':7,'answers':[{'text':'Bob','answer_start':9}]} | question a: the text \"question\" is missing",
        "{'id':'a','question':'x\\ud800','answers':[{'text':'Bob','answer_start':9}]} | question a: the question has half a surrogate pair",
        "{'question':'Q','answers':[{'text':'Bob','answer_start':9}]} | question 2: the text \"id\" is missing",
        "{'id':'q1','question':'Q','answers':[{'text':'Bob','answer_start':9}]} | question q1: another question has the same id",
        "[] | question 2: it is not an object",
    })
    void namesWhatIsWrongWithAQuestion(String question, String reason) {
        TaskDataException thrown = catchThrowableOfType(
                TaskDataException.class, () -> open(file(GOOD, question.replace('\'', '"')), file(GOOD)));

        assertThat(thrown.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("train-v1.1.json");
            assertThat(problem.line()).isZero();
            assertThat(problem.reason()).startsWith("article 1 (Title), paragraph 1, question ").contains(reason);
        });
        assertThat(thrown.remedy()).contains("answer_start");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'data':[{'title':'T','paragraphs':[{'qas':[GOOD]}]}]} | article 1 (T), paragraph 1: the text \"context\" is missing",
        "{'data':[{'title':'T','paragraphs':[{'context':' ','qas':[GOOD]}]}]} | article 1 (T), paragraph 1: the text \"context\" is empty",
        "{'data':[{'title':'T','paragraphs':[{'context':'x\\udc00','qas':[GOOD]}]}]} | half a surrogate pair",
        "{'data':[{'paragraphs':[{'context':'x','qas':7}]}]} | article 1, paragraph 1: \"qas\" is not a list of questions",
        "{'data':[{'paragraphs':[7]}]} | article 1, paragraph 1: the paragraph is not an object",
        "{'data':[{'paragraphs':{}}]} | article 1: \"paragraphs\" is not a list",
        "{'data':[[],7]} | article 1: the article is not an object",
        "{'data':{}} | there is no list \"data\" of articles",
        "{'version':'v2.0'} | there is no list \"data\" of articles",
        "{'data':[]} | there is no question that can be used",
        "[] | it is not a JSON object with the articles",
        "{'data':[{'paragraphs':[{'context':'Ann','qas':[GOOD]}]}]}{} | something stands behind its last brace",
    })
    void namesWhatIsWrongWithTheFile(String content, String reason) {
        assertThatThrownBy(() -> open(content.replace('\'', '"').replace("GOOD", GOOD), file(GOOD)))
                .isInstanceOf(TaskDataException.class)
                .hasMessageContaining("train-v1.1.json: ")
                .hasMessageContaining(reason);
    }

    @Test
    void showsTenProblemsOverBothFilesAndCountsTheRest() {
        String[] bad = IntStream.range(0, 8).mapToObj(i -> question("q" + i, "Q", answer("Cid", i))).toArray(String[]::new);

        TaskDataException thrown = catchThrowableOfType(TaskDataException.class, () -> open(file(bad), file(bad)));

        assertThat(thrown.problems()).hasSize(10);
        assertThat(thrown.more()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'data':[{'data':1,} | line 1, column 20: a key in double quotes must stand here",
        "{'data':[{'title':'T','title':'U'}]} | the key title stands twice in its object",
        "{'data':[ | it ends before it is complete",
        "{'data':[{'n':NaN}]} | NaN is no text in double quotes",
        "hello | hello is no text in double quotes",
    })
    void saysWhereAFileIsNotJson(String content, String reason) {
        assertThatThrownBy(() -> open(content.replace('\'', '"'), file(GOOD)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("train-v1.1.json could not be read")
                .hasMessageContaining("it is not valid JSON")
                .hasMessageContaining(reason);
    }

    @Test
    void textsAndDepthsWithoutAnEndAreRefused() {
        for (String endless : List.of(
                file(question("q", "x".repeat(1 << 21), answer("Ann", 0))),
                "{\"data\":" + "[".repeat(5000),
                "{\"n\":" + "9".repeat(5000) + "}")) {
            assertThatThrownBy(() -> open(endless, file(GOOD)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("longer than in any real file");
        }
    }

    /** A small archive that unpacks to gigabytes. */
    @Test
    void anArchiveThatUnpacksToEverMoreQuestionsEnds() throws IOException {
        byte[] many = ("{},".repeat(1 << 16)).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(base.resolve("train.json.gz")))) {
            out.write("{\"data\":[{\"paragraphs\":[{\"qas\":[".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write(many);
            }
        }
        write("dev.json", file(GOOD));

        assertThatThrownBy(this::open).isInstanceOf(InvalidInput.class).hasMessageContaining("more than 134217728 characters");
    }

    @Test
    void filesOfBothEndingsAndNamesAreFound() throws IOException {
        write("train-subset-v1.1.json", file(GOOD));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(base.resolve("dev.json.gz")))) {
            out.write(("\ufeff" + file(GOOD, question("q2", "Who?", answer("Bob", 9)))).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(base.resolve("training.txt"), "not this");

        assertThat(open().dev().get(Task.DEV)).hasSize(2);
        Tasks.find("squad:.", base);
        assertThat(Tasks.kind("squad:.")).contains(TaskKind.SPAN);
    }

    @Test
    void saysWhatIsMissingOrTooMuch() throws IOException {
        assertThatThrownBy(() -> Tasks.find("squad:nowhere", base)).hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> Tasks.find("squad:.", base)).hasMessageContaining("neither train*.json nor train*.json.gz");
        write("train-v1.1.json", file(GOOD));
        assertThatThrownBy(() -> Tasks.find("squad:.", base)).hasMessageContaining("neither dev*.json nor dev*.json.gz");
        write("dev-v1.1.json", file(GOOD));
        write("train-v1.1.json.gz", "the plain one counts");
        Tasks.find("squad:.", base);
        write("train-v2.0.json", file(GOOD));
        assertThatThrownBy(() -> Tasks.find("squad:.", base))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.remedy()).contains("a folder each"))
                .hasMessageContaining("several files of that kind: train-v1.1.json, train-v2.0.json");
    }

    @Test
    void anArchiveThatIsCutOrNoneIsRefused() throws IOException {
        write("dev.json", file(GOOD));
        write("train.json.gz", "not zipped");
        assertThatThrownBy(this::open).isInstanceOf(InvalidInput.class).hasMessageContaining("train.json.gz could not be read");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(whole)) {
            out.write(file(GOOD).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(base.resolve("train.json.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() - 12));
        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("train.json.gz could not be read: its gzip data ends before it is complete");
    }

    /** Cut, with bits turned, bytes put in or taken out: read or refused in words, and nothing else. */
    @ParameterizedTest
    @ValueSource(ints = 200)
    void damagedFilesAreReadOrRefused(int mutations) throws IOException {
        mutate(mutations);
    }

    @ParameterizedTest
    @ValueSource(ints = 20_000)
    @Tag("thorough")
    void damagedFilesAreReadOrRefusedManyTimes(int mutations) throws IOException {
        mutate(mutations);
    }

    private void mutate(int mutations) throws IOException {
        byte[] plain = SquadFiles.bytes("train-v2.0.json");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        }
        Random random = new Random(11);
        Map<Boolean, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < mutations; i++) {
            byte[] bytes = mutated(i % 4 == 0 ? zipped.toByteArray() : plain, random);
            Path file = base.resolve(i % 4 == 0 ? "train.json.gz" : "train.json");
            Files.write(file, bytes);
            Files.write(base.resolve("dev.json"), plain);
            boolean read;
            try {
                assertThat(open().train()).isNotEmpty();
                read = true;
            } catch (InvalidInput e) {
                assertThat(e.what()).isNotBlank();
                assertThat(e.why()).isNotBlank();
                read = false;
            }
            outcomes.merge(read, 1, Integer::sum);
            Files.delete(file);
        }
        assertThat(outcomes).containsKeys(true, false);
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0 ".charAt(random.nextInt(9));
            default -> {
                int at = random.nextInt(bytes.length);
                int count = Math.min(bytes.length - at, 1 + random.nextInt(20));
                System.arraycopy(original, random.nextInt(original.length - count), bytes, at, count);
            }
        }
        return bytes;
    }

    /** Counts of the subset's README. */
    @Test
    void readsEveryRealQuestion() {
        Task task = SharedData.squad();

        assertThat(task.train()).hasSize(10_822);
        assertThat(task.train().stream().map(row -> row.question().passage()).distinct()).hasSizeBetween(2_130, 2_137);
        assertThat(task.dev().get(Task.DEV)).hasSize(1_055).allMatch(row -> row.question().answers().size() == 1);
        assertThat(task.info().name()).isEqualTo("SQuAD 1.1");
        assertThat(task.skippedRows()).isZero();
        HeldOut.Split split = HeldOut.of(task, 3);
        Set<Integer> held = split.heldOut().stream().map(row -> row.question().passage()).collect(Collectors.toSet());
        assertThat(split.heldOut()).hasSizeBetween(990, 1000);
        assertThat(split.train()).hasSize(10_822 - split.heldOut().size()).noneMatch(row -> held.contains(row.question().passage()));
        assertThat(HeldOut.of(task, 3)).isEqualTo(split);
        assertThat(new HashSet<>(HeldOut.of(task, 4).heldOut())).isNotEqualTo(new HashSet<>(split.heldOut()));
    }

    @Test
    void drawsQuestionsAnswerableAndOthersInProportion() throws IOException {
        Task task = Tasks.open("squad:" + SquadFiles.folder(), base, 3, 0);
        assertThat(task.train()).hasSize(3);
        assertThatThrownBy(() -> Tasks.open("squad:" + SquadFiles.folder(), base, 4, 0)).hasMessageContaining("it has 3");
        Task one = open(file(GOOD, question("q2", "What?", answer("Bob", 9))));
        assertThatThrownBy(() -> HeldOut.of(one, 1)).hasMessageContaining("on the same passage; at least two are needed");
    }

    private static String answer(String text, int start) {
        return "{\"text\":\"" + text + "\",\"answer_start\":" + start + "}";
    }

    private static String question(String id, String text, String answer) {
        return "{\"id\":\"" + id + "\",\"question\":\"" + text + "\",\"answers\":[" + answer + "]}";
    }

    private static String file(String... questions) {
        return "{\"version\":\"1.1\",\"data\":[{\"title\":\"Title\",\"more\":{\"x\":[1]},\"paragraphs\":[{\"qas\":["
                + String.join(",", questions) + "],\"context\":\"Ann knew Bob. Ann left.\"}]}]}";
    }

    private Task open(String same) throws IOException {
        return open(same, same);
    }

    private Task open(String train, String dev) throws IOException {
        write("train-v1.1.json", train);
        write("dev-v1.1.json", dev);
        return open();
    }

    private Task open() {
        return Tasks.open("squad:.", base, null, 0);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(base.resolve(name), content, StandardCharsets.UTF_8);
    }
}
