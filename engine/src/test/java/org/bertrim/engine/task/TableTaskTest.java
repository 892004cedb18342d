package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.bertrim.engine.format.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of one's own: what is guessed, what is read and what is refused. */
class TableTaskTest {

    @TempDir
    private Path folder;

    // what is guessed

    @Test
    void aTableWithAHeaderNeedsNothingSaid() throws IOException {
        Path file = write("films.csv", "id,review,stars\n" + rows(40, i -> i + ",\"film, number " + i + "\"," + (i % 3 + 1)));

        TableSettings found = resolve(file, TableSettings.OPEN);
        Task task = open(file, TableSettings.OPEN);

        assertThat(found.columns()).isEqualTo(new TableSettings.Columns("review", "", "stars", ""));
        assertThat(List.of(found.format(), found.delimiter(), found.quoting(), found.encoding(), found.kind()))
                .containsExactly("delimited", "comma", "double", "UTF-8", "classification");
        assertThat(found.header()).isTrue();
        assertThat(found.labels()).containsExactly("1", "2", "3");
        assertThat(found.metrics()).containsExactly("accuracy");
        assertThat(found.devShare()).isEqualTo(0.1);
        assertThat(task.info())
                .isEqualTo(new TaskInfo(
                        "films",
                        "table:" + file,
                        TaskKind.CLASSIFICATION,
                        false,
                        List.of("1", "2", "3"),
                        List.of(Metric.ACCURACY)));
        assertThat(task.train()).hasSize(36).contains(new Example("film, number 1", null, 1));
        assertThat(task.dev().get("dev")).hasSize(4);
    }

    @Test
    void whatWasGuessedIsReadAgainWithoutGuessing() throws IOException {
        Path file = write("pairs.tsv", "split\tsentence1\tsentence2\tscore\n"
                + rows(30, i -> (i < 20 ? "train" : "valid") + "\tone " + i + "\ttwo " + i + "\t" + i / 7.0));

        TableSettings found = resolve(file, TableSettings.OPEN);

        assertThat(found.columns()).isEqualTo(new TableSettings.Columns("sentence1", "sentence2", "score", "split"));
        assertThat(found.kind()).isEqualTo("regression");
        assertThat(found.splitValues()).isEqualTo(new TableSettings.SplitValues(List.of("train"), List.of("valid")));
        assertThat(resolve(file, found)).isEqualTo(found);
        assertThat(open(file, found)).isEqualTo(open(file, TableSettings.OPEN));
        assertThat(open(file, found).train()).hasSize(20);
    }

    @Test
    void columnsWithoutAHeaderHaveNumbers() throws IOException {
        Path headlines = write("news.txt", rows(60, i -> "第" + i + "条新闻，很长的标题\t" + i % 6));
        Path pairs = write("pairs.txt", rows(60, i -> "is it " + i + " or not?\twhat about " + i + "\t" + i % 2));

        assertThat(resolve(headlines, TableSettings.OPEN).columns())
                .isEqualTo(new TableSettings.Columns("1", "", "2", ""));
        assertThat(resolve(headlines, TableSettings.OPEN).header()).isFalse();
        assertThat(resolve(pairs, TableSettings.OPEN).columns()).isEqualTo(new TableSettings.Columns("1", "2", "3", ""));
        assertThat(open(pairs, TableSettings.OPEN).info().metrics()).containsExactly(Metric.ACCURACY, Metric.F1, Metric.MATTHEWS);
    }

    @Test
    void jsonLinesHaveTheirKeysAsColumns() throws IOException {
        Path file = write("a.jsonl", rows(20, i ->
                "{\"meta\": {\"id\": " + i + "}, \"premise\": \"p " + i + "\", \"hypothesis\": \"h\", \"label\": "
                        + (i % 2 == 0 ? "\"entailment\"" : "\"not_entailment\"") + "}"));

        TableSettings found = resolve(file, TableSettings.OPEN);

        assertThat(found.format()).isEqualTo("json-lines");
        assertThat(found.columns()).isEqualTo(new TableSettings.Columns("premise", "hypothesis", "label", ""));
        assertThat(found.labels()).containsExactly("entailment", "not_entailment");
        assertThat(found.header()).isNull();
        assertThat(resolve(file, found)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "1 2 10, classification, 1 2 10",
        "pos neg, classification, neg pos",
        "0.0 1.0, classification, 0.0 1.0",
        "0.5 1.0, regression, ''",
        "entailment contradiction neutral, classification, contradiction entailment neutral"
    })
    void labelsAreNumbersBySizeAndWordsByLetters(String values, String kind, String labels) throws IOException {
        String[] cycle = values.split(" ");
        TableSettings found =
                resolve(write("a.csv", "text,label\n" + rows(30, i -> "t" + i + "," + cycle[i % cycle.length])), TableSettings.OPEN);

        assertThat(found.kind()).isEqualTo(kind);
        assertThat(found.labels() == null ? "" : String.join(" ", found.labels())).isEqualTo(labels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", ",", ";", "|"})
    void theDelimiterIsTheOneThatGivesEqualRows(String delimiter) throws IOException {
        Path file = write("a.txt", rows(30, i -> "well" + ", so; it|goes\t".replace(delimiter, "").repeat(i % 3) + delimiter + i % 2));

        Task task = open(file, TableSettings.OPEN);

        assertThat(task.train()).hasSize(27);
        assertThat(task.info().labels()).containsExactly("0", "1");
    }

    /** As in MRPC and STS-B, where a tenth of the texts begin with a quote. */
    @Test
    void looseQuotesAreOrdinaryText() throws IOException {
        Path file = write("a.tsv", rows(40, i -> (i % 4 == 0 ? "\"Yes,\" she said " : "no \"") + i + "\t" + i % 2));

        TableSettings found = resolve(file, TableSettings.OPEN);

        assertThat(found.quoting()).isEqualTo("none");
        assertThat(open(file, found).train()).anySatisfy(row -> assertThat(row.text()).startsWith("\"Yes,\" she"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void chineseIsReadInEveryUsualEncoding(String encoding) throws IOException {
        String text = rows(60, i -> "中新网" + i + "月" + i + "日电，记者从有关部门获悉\t" + (i % 2 == 0 ? "财经" : "体育"));
        Path file = folder.resolve("zh.tsv");
        Files.write(file, text.getBytes(Charset.forName(encoding)));

        TableSettings found = resolve(file, TableSettings.OPEN);

        assertThat(found.encoding()).isEqualTo(encoding);
        assertThat(found.labels()).containsExactly("体育", "财经");
        assertThat(open(file, found).fingerprint())
                .isEqualTo(open(write("zh.tsv", text), TableSettings.OPEN).fingerprint());
    }

    @Test
    void accentsOfTheWestAreNotTakenForChinese() throws IOException {
        String text = "text;label\n" + rows(40, i -> "très cher, déjà vu à Besançon – " + i + ";" + (i % 2 == 0 ? "öffentlich" : "privat"));
        Path file = folder.resolve("a.csv");
        Files.write(file, text.getBytes(Charset.forName("windows-1252")));

        assertThat(resolve(file, TableSettings.OPEN).encoding()).isEqualTo("windows-1252");
        assertThat(open(file, TableSettings.OPEN).train().get(0).text()).startsWith("très cher, déjà");
    }

    @Test
    void aFewDamagedLinesDoNotMakeAnotherEncoding() throws IOException {
        byte[] bytes = rows(200, i -> "Käse und Brötchen " + i + "\t" + i % 2).getBytes(StandardCharsets.UTF_8);
        bytes[1] = (byte) 0xE4; // as if one line came from an older program

        assertThatThrownBy(() -> open(write("a.tsv", bytes), TableSettings.OPEN))
                .isInstanceOfSatisfying(TaskDataException.class, e -> assertThat(e.problems())
                        .containsExactly(new RowProblem("a.tsv", 1, "the text is not valid UTF-8")));
    }

    // what is said

    @Test
    void whatIsSaidIsNotGuessed() throws IOException {
        Path file = write("a.csv", "5,x,good\n" + rows(20, i -> i + ",y" + i + ",words " + i));
        TableSettings given = new TableSettings(
                null, null, null, null, false, new TableSettings.Columns("3", "2", "1", ""), "regression", null, null,
                TableSettings.SplitValues.OPEN, null, 0.5, 7L, List.of("spearman"), "mine", null);

        Task task = open(file, given);

        assertThat(task.info())
                .isEqualTo(new TaskInfo("mine", "table:" + file, TaskKind.REGRESSION, true, List.of(), List.of(Metric.SPEARMAN)));
        assertThat(task.train().size() + task.dev().get("dev").size()).isEqualTo(21);
        assertThat(task.dev().get("dev")).hasSize(11);
        assertThat(Stream.concat(task.train().stream(), task.dev().get("dev").stream()))
                .contains(new Example("good", "x", 5), new Example("words 3", "y3", 3));
    }

    @Test
    void classesHaveNamesAndEitherMayStandInTheFile() throws IOException {
        Path file = write("a.csv", "text,label\n" + rows(20, i -> "t" + i + "," + (i % 2 == 0 ? "0" : "realty")));

        Task task = open(file, labelled(List.of("0", "1"), List.of("finance", "realty")));

        assertThat(task.info().labels()).containsExactly("finance", "realty");
        assertThat(task.train()).contains(new Example("t4", null, 0), new Example("t5", null, 1));
    }

    @Test
    void theDevFileHasTheSameForm() throws IOException {
        Path train = write("train.csv", "text,label\na,x\nb,y\n");
        Path dev = write("dev.csv", "label,text\nx,c\nz,d\n");

        TableSettings given = withDevFile(dev);
        assertThatThrownBy(() -> open(train, given))
                .isInstanceOfSatisfying(TaskDataException.class, e -> assertThat(e.problems())
                        .containsExactly(new RowProblem("dev.csv", 3, "the label \"z\" is not one of: x, y")));
        Files.writeString(dev, "label,text\nx,c\n");
        assertThat(open(train, given).dev().get("dev")).containsExactly(new Example("c", null, 0));
        Files.writeString(dev, "label,words\nx,c\n");
        assertThatThrownBy(() -> open(train, given))
                .hasMessageContaining("dev.csv:1 the column \"text\" is missing; the file has: label, words");
    }

    @Test
    void rowsOfTheTestSetAreNotUsed() throws IOException {
        Path file = write("a.csv", "text,label,split\n"
                + rows(9, i -> "t" + i + "," + (i % 3 == 2 ? "-1" : i % 2) + "," + List.of("train", "dev", "test").get(i % 3)));
        Path noDev = write("b.csv", "text,label,split\n"
                + rows(8, i -> "t" + i + "," + i / 2 % 2 + "," + List.of("train", "test").get(i % 2)));

        assertThat(open(file, TableSettings.OPEN).info().labels()).containsExactly("0", "1");
        assertThat(open(file, TableSettings.OPEN).train()).hasSize(3);
        assertThat(open(noDev, TableSettings.OPEN).dev().get("dev")).hasSize(4);
    }

    @Test
    void devRowsAreDrawnByTheirOwnSeedInProportion() throws IOException {
        Path file = write("a.csv", "text,label\n" + rows(200, i -> "t" + i + "," + (i % 10 == 0 ? "rare" : "usual")));

        Task task = open(file, TableSettings.OPEN);

        assertThat(task.dev().get("dev")).hasSize(20).filteredOn(row -> row.label() == 0).hasSize(2);
        assertThat(open(file, TableSettings.OPEN)).isEqualTo(task);
        assertThat(open(file, withSeed(1)).dev()).isNotEqualTo(task.dev());
        assertThat(task.train()).doesNotContainAnyElementsOf(task.dev().get("dev"));
    }

    @Test
    void aClassWithOneRowIsTrainedOn() throws IOException {
        Path file = write("a.csv", "text,label\n" + rows(19, i -> "t" + i + ",usual") + "once,rare\n");

        for (long seed = 0; seed < 20; seed++) {
            assertThat(open(file, withSeed(seed)).train()).contains(new Example("once", null, 0));
        }
    }

    @Test
    void scoringAloneTakesAllRowsUnlessAColumnTellsWhich() throws IOException {
        Path all = write("a.csv", "text,label\nb,x\nc,y\n");
        Path some = write("b.csv", "text,label,split\nb,x,train\nd,y,train\nc,y,dev\n");

        assertThat(open(all, TableSettings.OPEN.forScoring()).dev().get("dev")).hasSize(2);
        assertThat(open(all, TableSettings.OPEN.forScoring()).train()).isEmpty();
        assertThat(open(some, TableSettings.OPEN.forScoring()).dev().get("dev")).containsExactly(new Example("c", null, 1));
    }

    @Test
    void theFingerprintCoversContentAndMapping() throws IOException {
        Path file = write("a.csv", "text,other,label\n" + rows(20, i -> "t" + i + ",o" + i + "," + i % 2));
        String fingerprint = open(file, TableSettings.OPEN).fingerprint();
        Path copy = folder.resolve("sub");
        Files.createDirectory(copy);
        Files.writeString(copy.resolve("a.csv"), Files.readString(file).replace(",", "\t"));

        assertThat(open(copy.resolve("a.csv"), TableSettings.OPEN).fingerprint()).isEqualTo(fingerprint);
        assertThat(open(file, TableSettings.OPEN.with(new TableSettings.Columns("other", null, null, null))).fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(open(file, labelled(List.of("1", "0"), null)).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(open(file, withSeed(3)).fingerprint()).isNotEqualTo(fingerprint);
        Files.writeString(file, Files.readString(file).replace("t7", "T7"));
        assertThat(open(file, TableSettings.OPEN).fingerprint()).isNotEqualTo(fingerprint);
    }

    // what is refused

    @Test
    void everyBadRowIsNamedByLineAndReason() throws IOException {
        Path file = write("bad.csv", """
                text,label
                fine,pos
                "also
                fine",neg
                three,columns,here
                one
                ,pos
                "never closed,neg
                unlabelled,
                so so,neutral
                """);

        TaskDataException e = catchThrowableOfType(
                TaskDataException.class, () -> open(file, labelled(List.of("neg", "pos"), null)));

        assertThat(e.problems())
                .extracting(RowProblem::toString)
                .containsExactly(
                        "bad.csv:5 there are 3 columns instead of 2",
                        "bad.csv:6 there is 1 column instead of 2",
                        "bad.csv:7 the text in column \"text\" is empty",
                        "bad.csv:8 a quote is opened and not closed",
                        "bad.csv:9 there is no label in column \"label\"",
                        "bad.csv:10 the label \"neutral\" is not one of: neg, pos");
        assertThat(e.remedy()).contains("skipBadRows").contains("quoting");
    }

    @Test
    void badRowsCanBeLeftOutAndAreCounted() throws IOException {
        Path file = write("a.csv", "text,label\n" + rows(50, i -> i % 2 == 0 ? "t" + i + "," + i / 2 % 2 : "ragged" + i));

        Task task = open(file, skipping());

        assertThat(task.train().size() + task.dev().get("dev").size()).isEqualTo(25);
        assertThat(task.skippedRows()).isEqualTo(25);
        assertThat(task.firstSkipped()).hasSize(10).first().hasToString("a.csv:3 there is 1 column instead of 2");
        assertThatThrownBy(() -> open(file, TableSettings.OPEN))
                .isInstanceOfSatisfying(TaskDataException.class, e -> assertThat(e.more()).isEqualTo(15));
    }

    @Test
    void aClassOfDevRowsOnlyIsAProblemOfItsRows() throws IOException {
        Path file = write("a.csv", "text,label,split\na,x,train\nb,y,train\nc,z,dev\nd,x,dev\n");

        assertThatThrownBy(() -> open(file, TableSettings.OPEN))
                .hasMessageContaining("a.csv:4 the label \"z\" is that of no training row");
        assertThat(open(file, skipping()).dev().get("dev")).containsExactly(new Example("d", null, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text,label\\na,x\\nb,x\\n| all rows have the label \"x\"",
        "text,label\\n| it has a header and no rows below it",
        "text,label\\ngood,\\n| no row has a label",
        "text,label\\ngood,a\\nbad\\nfine,a\\n| at least two classes are needed; 1 row cannot be used, the first in line 3: there is 1 column instead of 2",
        "text,label,split\\na,x,train\\nb,x,train\\nc,y,dev\\n| a.csv:4 the label \"y\" is that of no training row",
        "text,label\\na,x\\nb,y\\n| there are no dev rows that can be used",
        "text,label\\n,x\\n,y\\n| the text in column \"text\" is empty",
        "1,2\\n3,4\\n5,6\\n| none of its columns looks like a text",
        "text,label,label\\na,x,y\\n| the column \"label\" is there more than once",
        "text,label\\na,x\\nb,y\\nc,x\\n| ''",
    })
    void whatCannotBeLearntIsRefused(String content, String reason) throws IOException {
        Path file = write("a.csv", content.replace("\\n", "\n"));
        TableSettings given = content.contains("label,label")
                ? TableSettings.OPEN.with(new TableSettings.Columns(null, null, "label", null))
                : TableSettings.OPEN;
        if (reason.isEmpty()) {
            assertThat(open(file, given).train()).hasSize(2);
        } else {
            assertThatThrownBy(() -> open(file, given)).isInstanceOf(InvalidInput.class).hasMessageContaining(reason);
        }
    }

    @Test
    void aTableOfOneClassHasNothingToLearn() throws IOException {
        Path file = write("a.csv", "text,label,split\na,x,train\nb,x,train\nc,y,dev\nd,x,dev\n");

        assertThatThrownBy(() -> open(file, skipping())).hasMessageContaining("all training rows have the label \"x\"");
    }

    @Test
    void aSplitColumnNeedsWordsForTrainAndDev() throws IOException {
        Path file = write("a.csv", "text,label,part\na,x,train\nb,y,train\nc,x,second\n");
        TableSettings split = TableSettings.OPEN.with(new TableSettings.Columns(null, null, null, "part"));

        assertThatThrownBy(() -> open(file, split)).isInstanceOfSatisfying(InvalidInput.class, e -> {
            assertThat(e.why()).contains("no value of the split column \"part\" says dev; its values are: train, second");
            assertThat(e.remedy()).contains("splitValues.dev");
        });
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        Path file = write("a.csv", "text,label\na,x\nb,y\n");

        assertThatThrownBy(() -> open(file, TableSettings.OPEN.with(new TableSettings.Columns("body", null, "3", null))))
                .hasMessageContaining("the column \"body\" is missing; the file has: text, label")
                .hasMessageContaining("the column \"3\" is missing");
    }

    @Test
    void nestedAndMissingValuesOfJsonAreNamed() throws IOException {
        Path file = write("a.jsonl", "{\"text\": \"a\", \"label\": 0}\n{\"text\": {\"de\": \"b\"}, \"label\": 1}\n"
                + "{\"label\": 1}\n{\"text\": \"\", \"label\": 1}\n\"text\"\n{\"text\": \"c\", \"label\": 1}\n");

        assertThatThrownBy(() -> open(file, labelled(List.of("0", "1"), null)))
                .isInstanceOfSatisfying(TaskDataException.class, e -> assertThat(e.problems())
                        .extracting(RowProblem::toString)
                        .containsExactly(
                                "a.jsonl:2 the value of column \"text\" is an object or a list, not a text",
                                "a.jsonl:3 there is no column \"text\"",
                                "a.jsonl:4 the text in column \"text\" is empty",
                                "a.jsonl:5 the line is no JSON object"));
    }

    @Test
    void filesThatAreNoTablesAreRefusedWithARemedy() throws IOException {
        assertRefused(folder, "it is a folder", "Name the file");
        assertRefused(folder.resolve("none.csv"), "there is no such file", "Check the path");
        assertRefused(write("empty.csv", ""), "it is empty", "Write the table again");
        assertRefused(write("a.parquet", "x"), "it is a Parquet file", "DuckDB");
        assertRefused(write("b.csv", "PAR1..."), "it is a Parquet file", "CSV, TSV or JSON Lines");
        assertRefused(write("c.csv", "PK\u0003\u0004..."), "a spreadsheet", "save the sheet as CSV");
        assertRefused(write("d.json", "[{\"text\": \"a\"}]"), "one JSON list", "jq");
        byte[] zipped = zip("text,label\n" + rows(2000, i -> "text number " + i * 7919 % 1000 + "," + i % 2));
        assertRefused(write("e.csv.gz", Arrays.copyOf(zipped, zipped.length / 2)), "ends before it is complete", "complete");
        zipped[zipped.length / 3] ^= 0x55;
        assertThatThrownBy(() -> open(write("f.csv.gz", zipped), TableSettings.OPEN)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void anObjectAsLabelIsNamed() throws IOException {
        Path file = write("a.jsonl", "{\"text\": \"a\", \"label\": {\"v\": 1}}\n".repeat(4));

        assertThatThrownBy(() -> open(file, TableSettings.OPEN))
                .hasMessageContaining("no row has a label in the column \"label\"; 4 rows cannot be used, the first in line 1: "
                        + "the value of column \"label\" is an object or a list");
    }

    /** A pipe would be waited for, and a device never ends. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsNoFileIsNotRead() {
        assertRefused(Path.of("/dev/zero"), "it is no file but a device or a pipe", "Write its content into a file");
    }

    @Test
    void linesThatAreNoJsonAreShownWhereThereAreNoColumns() throws IOException {
        Path file = write("a.jsonl", "{\"text\": \"a\"\n{oh}\n");

        assertThatThrownBy(() -> open(file, TableSettings.OPEN))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("it has no columns; its first row, line 1: the line is not valid JSON");
    }

    private void assertRefused(Path file, String why, String remedy) {
        assertThatThrownBy(() -> open(file, TableSettings.OPEN)).isInstanceOfSatisfying(InvalidInput.class, e -> {
            assertThat(e.why()).contains(why);
            assertThat(e.remedy()).contains(remedy);
        });
    }

    @Test
    void gzipIsKnownByItsContent() throws IOException {
        String text = "text,label\n" + rows(20, i -> "t" + i + "," + i % 2);

        assertThat(open(write("a.csv", zip(text)), TableSettings.OPEN).train())
                .isEqualTo(open(write("b.csv.gz", text), TableSettings.OPEN).train());
    }

    // making files

    private interface Line {
        String of(int number);
    }

    private static String rows(int count, Line line) {
        return IntStream.range(0, count).mapToObj(i -> line.of(i) + "\n").collect(Collectors.joining());
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] zip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static TableSettings resolve(Path file, TableSettings given) {
        return Tasks.resolve("table:" + file, given, Path.of(""));
    }

    private static Task open(Path file, TableSettings given) {
        return Tasks.open("table:" + file, given, Path.of(""), null, 0);
    }

    private static TableSettings withDevFile(Path dev) {
        return settings(null, null, dev.toString(), null, null);
    }

    private static TableSettings withSeed(long seed) {
        return settings(null, null, null, seed, null);
    }

    private static TableSettings skipping() {
        return settings(null, null, null, null, true);
    }

    private static TableSettings labelled(List<String> labels, List<String> names) {
        return settings(labels, names, null, null, null);
    }

    private static TableSettings settings(List<String> labels, List<String> names, String devFile, Long seed, Boolean skip) {
        return new TableSettings(
                null, null, null, null, null, TableSettings.Columns.OPEN, null, labels, names,
                TableSettings.SplitValues.OPEN, devFile, null, seed, null, null, skip);
    }
}
