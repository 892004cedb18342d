package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.teacher.Teachers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files, read as tables of which nothing is known; skipped where they are missing. */
class RealTablesTest {

    private static final List<String> CLASSES = List.of(
            "finance", "realty", "stocks", "education", "science", "society", "politics", "sports", "game", "entertainment");

    @TempDir
    private Path folder;

    /** What is guessed gives the rows that the benchmark's own reader gives. */
    @ParameterizedTest
    @CsvSource({"CoLA, train.tsv", "MRPC, train.tsv", "RTE, train.tsv", "SST-2, train.tsv.gz", "STS-B, train.tsv"})
    void theFilesOfGlueNeedNothingSaid(String name, String train) {
        Task glue = SharedData.glue(name);
        Path files = SharedData.require("glue/" + name);

        Task table = open(files.resolve(train), given(null, null, files.resolve("dev.tsv")));

        assertThat(table.train()).isEqualTo(glue.train());
        assertThat(table.dev()).isEqualTo(glue.dev());
        assertThat(table.info().kind()).isEqualTo(glue.info().kind());
    }

    @Test
    void chineseHeadlinesAreReadByNumberAndByName() throws IOException {
        Path news = SharedData.require("zh/thucnews");
        List<String> numbers = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

        Task task = open(news.resolve("dev.txt"), given(numbers, CLASSES, news.resolve("test.txt")));

        assertThat(Files.readString(news.resolve("class.txt")).lines().toList()).isEqualTo(CLASSES);
        assertThat(task.info().labels()).isEqualTo(CLASSES);
        assertThat(task.train()).hasSize(10_000).startsWith(new Example("体验2D巅峰 倚天屠龙记十大创新概览", null, 8));
        assertThat(task.dev().get("dev")).hasSize(10_000);
        for (int label = 0; label < 10; label++) {
            float each = label;
            assertThat(task.train()).filteredOn(row -> row.label() == each).hasSize(1000);
        }
        Path chinese = folder.resolve("zh.tsv");
        List<String> names = List.of("财经", "房产", "股票", "教育", "科技", "社会", "时政", "体育", "游戏", "娱乐");
        Files.write(chinese, Files.readAllLines(news.resolve("dev.txt")).stream()
                .map(line -> names.get(line.charAt(line.length() - 1) - '0') + "\t" + line.substring(0, line.length() - 2))
                .toList(), Charset.forName("GB18030"));

        TableSettings found = Tasks.resolve("table:" + chinese, given(names, null, null), Path.of(""));
        Task copy = open(chinese, found);

        assertThat(found.encoding()).isEqualTo("GB18030");
        assertThat(found.columns()).isEqualTo(new TableSettings.Columns("2", "", "1", ""));
        assertThat(copy.info().labels()).isEqualTo(names);
        assertThat(copy.train()).contains(task.train().get(3));
        assertThat(copy.train().size() + copy.dev().get("dev").size()).isEqualTo(10_000);
    }

    /** The eight headlines that both files have are those that the data's description counts. */
    @Test
    void headlinesInBothFilesAreFound() {
        Path news = SharedData.require("zh/thucnews");

        TableLook look = TableLook.at(news.resolve("dev.txt"), given(null, null, news.resolve("test.txt")), () -> false);

        assertThat(look.content().twins().trainAndDev()).isEqualTo(8);
        assertThat(look.settings().encoding()).isEqualTo("UTF-8");
        assertThat(look.settings().header()).isFalse();
    }

    @Test
    void headlinesHaveTheTokensOfTheDefaultTeacher() {
        Path news = SharedData.require("zh/thucnews");
        Task task = open(news.resolve("dev.txt"), TableSettings.OPEN);
        try (TextTokenizer tokenizer = TextTokenizer.of(Teachers.builtin().tokenizer("builtin:e5-small-v2"))) {
            TokenRows rows = tokenizer.encode(task.dev().get("dev"), 32);

            assertThat(List.of(rows.ids())).hasSize(1000).allSatisfy(ids -> assertThat(ids.length).isBetween(4, 32));
        }
    }

    private static TableSettings given(List<String> labels, List<String> names, Path dev) {
        return new TableSettings(
                null, null, null, null, null, TableSettings.Columns.OPEN, null, labels, names,
                TableSettings.SplitValues.OPEN, dev == null ? null : dev.toString(), null, null, null, null, null);
    }

    private static Task open(Path file, TableSettings given) {
        return Tasks.open("table:" + file, given, Path.of(""), null, 0);
    }
}
