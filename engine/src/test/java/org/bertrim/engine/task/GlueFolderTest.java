package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows are made up in the layouts of the original downloads. */
class GlueFolderTest {

    @TempDir
    private Path base;

    @Test
    void readsSst2() throws IOException {
        Task task = open("SST-2", "sentence\tlabel\nhide new secretions \t0\n\"gentle \t1\n");

        assertThat(task.info())
                .isEqualTo(new TaskInfo(
                        "SST-2",
                        "glue:SST-2",
                        TaskKind.CLASSIFICATION,
                        false,
                        List.of("negative", "positive"),
                        List.of(Metric.ACCURACY)));
        assertThat(task.train())
                .containsExactly(new Example("hide new secretions", null, 0), new Example("\"gentle", null, 1));
        assertThat(task.dev()).containsOnlyKeys("dev");
        assertThat(task.skippedRows()).isZero();
    }

    @Test
    void readsColaWithoutHeaderAndWithoutFinalLineEnd() throws IOException {
        Task task = open("CoLA", "gj04\t1\t\tOur friends won't buy this.\ngj04\t0\t*\tThey drank the pub");

        assertThat(task.train())
                .containsExactly(
                        new Example("Our friends won't buy this.", null, 1),
                        new Example("They drank the pub", null, 0));
        assertThat(task.info().metrics()).containsExactly(Metric.MATTHEWS);
    }

    @Test
    void readsMrpcWithByteOrderMarkAndLooseQuotes() throws IOException {
        Task task = open(
                "MRPC",
                "\uFEFFQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\n"
                        + "1\t7\t8\t\"He said .\tHe \"\" said\n0\t1\t2\ta\tb\n");

        assertThat(task.train())
                .containsExactly(new Example("\"He said .", "He \"\" said", 1), new Example("a", "b", 0));
        assertThat(task.info().metrics()).containsExactly(Metric.ACCURACY, Metric.F1, Metric.ACCURACY_F1_MEAN);
        assertThat(task.info().pair()).isTrue();
    }

    @Test
    void readsRteQnliAndWnli() throws IOException {
        assertThat(open("RTE", "index\tsentence1\tsentence2\tlabel\n0\ta\tb\tnot_entailment\n1\tc\td\tentailment\n")
                        .train())
                .containsExactly(new Example("a", "b", 1), new Example("c", "d", 0));
        assertThat(open("QNLI", "index\tquestion\tsentence\tlabel\n0\tq?\ts\tentailment\n").train())
                .containsExactly(new Example("q?", "s", 0));
        assertThat(open("WNLI", "index\tsentence1\tsentence2\tlabel\n0\ta\tb\t1\n").train())
                .containsExactly(new Example("a", "b", 1));
    }

    @Test
    void readsStsbScoresAsTheyAre() throws IOException {
        Task task = open(
                "STS-B",
                "index\tgenre\tfilename\tyear\told_index\tsource1\tsource2\tsentence1\tsentence2\tscore\n"
                        + "0\tg\tf\t2012\t0001\tn\tn\ta\tb\t3.800\n1\tg\tf\t2012\t0002\tn\tn\tc\td\t5\n");

        assertThat(task.train()).containsExactly(new Example("a", "b", 3.8f), new Example("c", "d", 5f));
        assertThat(task.info().outputs()).isEqualTo(1);
        assertThat(task.info().metrics())
                .containsExactly(Metric.PEARSON, Metric.SPEARMAN, Metric.PEARSON_SPEARMAN_MEAN);
    }

    @Test
    void skipsAndCountsBrokenRowsOfQqpOnly() throws IOException {
        Task task = open(
                "QQP",
                "id\tqid1\tqid2\tquestion1\tquestion2\tis_duplicate\n"
                        + "1\t2\t3\tHow?\tWhy?\t0\n"
                        + "4\t5\t6\tWas he\n" // a line end inside the question breaks the row in two
                        + "real?\tIs it\t0\n"
                        + "7\t8\t9\tWhen?\t\t0\n"
                        + "10\t11\t12\tWho?\tWho is it?\t1\n");

        assertThat(task.train()).containsExactly(new Example("How?", "Why?", 0), new Example("Who?", "Who is it?", 1));
        assertThat(task.skippedRows()).isEqualTo(6); // three in train, the same three in dev
    }

    @Test
    void readsBothDevSetsOfMnliByColumnNames() throws IOException {
        Path folder = Files.createDirectories(base.resolve("MNLI"));
        write(
                folder.resolve("train.tsv"),
                "index\tsentence1\tsentence2\tlabel1\tgold_label\n0\ta\tb\tneutral\tneutral\n");
        String dev = "index\tsentence1\tsentence2\tlabel1\tlabel2\tgold_label\n0\ta\tb\tneutral\tneutral\t";
        write(folder.resolve("dev_matched.tsv"), dev + "contradiction\n");
        write(folder.resolve("dev_mismatched.tsv"), dev + "entailment\n");

        Task task = Tasks.open("glue:MNLI", base, null, 0);

        assertThat(task.info().labels()).containsExactly("contradiction", "entailment", "neutral");
        assertThat(task.train()).containsExactly(new Example("a", "b", 2));
        assertThat(task.dev().keySet()).containsExactly("dev", "dev-mismatched");
        assertThat(task.dev().get("dev")).containsExactly(new Example("a", "b", 0));
        assertThat(task.dev().get("dev-mismatched")).containsExactly(new Example("a", "b", 1));
    }

    @Test
    void readsGzippedFiles() throws IOException {
        Path folder = Files.createDirectories(base.resolve("SST-2"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("train.tsv.gz")))) {
            out.write("sentence\tlabel\nfine\t1\n".getBytes(StandardCharsets.UTF_8));
        }
        write(folder.resolve("dev.tsv"), "sentence\tlabel\nbad\t0\n");

        assertThat(Tasks.open("glue:SST-2", base, null, 0).train()).containsExactly(new Example("fine", null, 1));
    }

    @Test
    void saysWhenAGzippedFileIsCutOff() throws IOException {
        Path folder = Files.createDirectories(base.resolve("SST-2"));
        Path file = folder.resolve("train.tsv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("sentence\tlabel\nfine\t1\nnot so fine\t0\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 12));
        write(folder.resolve("dev.tsv"), "sentence\tlabel\nbad\t0\n");

        assertThatThrownBy(() -> Tasks.open("glue:SST-2", base, null, 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("train.tsv.gz could not be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SST-2", "sst-2", "sst2", "SST_2"})
    void theFoldersNameTellsTheTask(String folder) throws IOException {
        assertThat(open(folder, "sentence\tlabel\nfine\t1\n").info().name()).isEqualTo("SST-2");
    }

    @Test
    void acceptsWindowsLineEnds() throws IOException {
        assertThat(open("SST-2", "sentence\tlabel\r\nfine\t1\r\n").train())
                .containsExactly(new Example("fine", null, 1));
    }

    @Test
    void namesEveryKindOfBadRowWithItsLine() throws IOException {
        Path folder = Files.createDirectories(base.resolve("SST-2"));
        byte[] head = "sentence\tlabel\nfine\t1\nragged\nlong\t1\t2\nodd\tyes\n \t1\n\nlast "
                .getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(head, head.length + 4);
        System.arraycopy(new byte[] {(byte) 0xE9, '\t', '1', '\n'}, 0, bytes, head.length, 4); // é in Latin-1
        Files.write(folder.resolve("train.tsv"), bytes);
        write(folder.resolve("dev.tsv"), "sentence\tlabel\nfine\t7\n");

        TaskDataException thrown =
                catchThrowableOfType(TaskDataException.class, () -> Tasks.open("glue:SST-2", base, null, 0));

        assertThat(thrown.problems())
                .containsExactly(
                        new RowProblem("train.tsv", 3, "there is 1 column instead of 2"),
                        new RowProblem("train.tsv", 4, "there are 3 columns instead of 2"),
                        new RowProblem("train.tsv", 5, "the label \"yes\" is not one of: 0, 1"),
                        new RowProblem("train.tsv", 6, "the text in column \"sentence\" is empty"),
                        new RowProblem("train.tsv", 7, "the line is empty"),
                        new RowProblem("train.tsv", 8, "the text is not valid UTF-8"),
                        new RowProblem("dev.tsv", 2, "the label \"7\" is not one of: 0, 1"));
        assertThat(thrown.more()).isZero();
        assertThat(thrown.what()).isEqualTo("The data of glue:SST-2 has 7 rows that cannot be used");
        assertThat(thrown.why()).startsWith("train.tsv:3 there is 1 column instead of 2; train.tsv:4 ");
        assertThat(thrown.remedy()).isNotBlank();
    }

    @Test
    void showsTenProblemsAndCountsTheRest() throws IOException {
        Path folder = Files.createDirectories(base.resolve("SST-2"));
        write(folder.resolve("train.tsv"), "sentence\tlabel\n" + "a\t9\n".repeat(25));
        write(folder.resolve("dev.tsv"), "sentence\tlabel\nb\t9\n");

        TaskDataException thrown =
                catchThrowableOfType(TaskDataException.class, () -> Tasks.open("glue:SST-2", base, null, 0));

        assertThat(thrown.problems()).hasSize(10).last().extracting(RowProblem::line).isEqualTo(11L);
        assertThat(thrown.more()).isEqualTo(16);
        assertThat(thrown.why()).endsWith("; and 16 more");
        assertThat(thrown.what()).contains("26 rows");
    }

    @Test
    void namesMissingColumns() {
        assertThatThrownBy(() -> open("MRPC", "Quality\t#1 ID\t#2 ID\t#1 String\tsecond\n1\t2\t3\ta\tb\n"))
                .isInstanceOf(TaskDataException.class)
                .hasMessageContaining("train.tsv:1 the column \"#2 String\" is missing; the file has: Quality, #1 ID");
    }

    @Test
    void refusesScoresOutsideTheScale() {
        String header = "sentence1\tsentence2\tscore\n";
        for (String score : List.of("5.1", "-0.1", "NaN", "", "0x1p1", "3f")) {
            assertThatThrownBy(() -> open("STS-B", header + "a\tb\t" + score + "\n"))
                    .isInstanceOf(TaskDataException.class)
                    .hasMessageContaining("is not one of: a number from 0.0 to 5.0");
        }
    }

    @Test
    void refusesEmptyFilesAndFilesWithoutRows() {
        assertThatThrownBy(() -> open("SST-2", "")).hasMessageContaining("train.tsv:1 the file is empty");
        assertThatThrownBy(() -> open("SST-2", "sentence\tlabel\n")).hasMessageContaining("the file has no rows");
        assertThatThrownBy(() -> open("CoLA", "")).hasMessageContaining("the file has no rows");
    }

    @Test
    void refusesUtf16() {
        assertThatThrownBy(() -> {
                    Path folder = Files.createDirectories(base.resolve("SST-2"));
                    Files.writeString(
                            folder.resolve("train.tsv"), "sentence\tlabel\nfine\t1\n", StandardCharsets.UTF_16);
                    write(folder.resolve("dev.tsv"), "sentence\tlabel\nfine\t1\n");
                    Tasks.open("glue:SST-2", base, null, 0);
                })
                .isInstanceOf(TaskDataException.class)
                .hasMessageContaining("train.tsv:1 the text is not valid UTF-8");
    }

    @Test
    void refusesLinesWithoutAnEndInSight() {
        assertThatThrownBy(() -> open("SST-2", "sentence\tlabel\n" + "x".repeat(1 << 21) + "\t1\nfine\t1\n"))
                .hasMessageContaining("train.tsv:2 the line is longer than 1048576 bytes");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> Tasks.open("glue:nowhere/SST-2", base, null, 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> Tasks.open("glue:movies", base, null, 0))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.remedy()).contains("SST-2", "WNLI"));
        Files.createDirectories(base.resolve("RTE"));
        assertThatThrownBy(() -> Tasks.open("glue:RTE", base, null, 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("neither train.tsv nor train.tsv.gz");
    }

    /** The same content as train and dev. */
    private Task open(String folder, String content) throws IOException {
        Path path = Files.createDirectories(base.resolve(folder));
        write(path.resolve("train.tsv"), content);
        write(path.resolve("dev.tsv"), content);
        return Tasks.open("glue:" + folder, base, null, 0);
    }

    private static void write(Path file, String content) throws IOException {
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }
}
