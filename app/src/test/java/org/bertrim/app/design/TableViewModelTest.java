package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableViewModelTest {

    @TempDir
    private Path workspace;

    private DesignViewModel model;
    private TableViewModel table;

    @BeforeEach
    void open() {
        model = new Desk(workspace).open();
        table = model.task().table();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(workspace.resolve(name), text);
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "text " + i + "," + List.of("bad", "fair", "good").get(i % 3) + ",x\n")
                .collect(Collectors.joining());
    }

    @Test
    void aGoodTableNeedsNothingSaid() throws IOException {
        model.task().chooseTable(write("mine.csv", "review,verdict,extra\n" + rows(60)));

        assertThat(model.ready()).isTrue();
        assertThat(table.open().get()).isTrue();
        assertThat(table.refusal().get()).isEmpty();
        assertThat(model.task().fileName()).isEqualTo("mine.csv");
        assertThat(Desk.field(model, "task.columns.label").guess().get()).isEqualTo("verdict");
        assertThat(Desk.field(model, "task.columns.secondText").guess().get()).isEqualTo("none");
        assertThat(Desk.field(model, "task.delimiter").guess().get()).isEqualTo("comma ,");
        assertThat(Desk.field(model, "task.labels").guess().get()).isEqualTo("bad, fair, good");
        assertThat(Desk.field(model, "task.columns.text").choices()).containsExactly("", "false", "review", "verdict", "extra");
        TaskViewModel.Preview preview = model.task().preview().get();
        assertThat(preview.columns())
                .containsExactly(
                        new TaskViewModel.Column("line", ""),
                        new TaskViewModel.Column("review", "text"),
                        new TaskViewModel.Column("verdict", "label"),
                        new TaskViewModel.Column("extra", ""));
        assertThat(preview.rows()).hasSize(60).first().isEqualTo(List.of("2", "text 0", "bad", "x"));
        assertThat(preview.labels()).extracting(TaskViewModel.Label::words).containsOnly("18 · 33.3 %");
        assertThat(preview.summary()).isEqualTo("54 train · 6 dev · accuracy");
        assertThat(model.task().lengths().get().longest()).isPositive();
        assertThat(model.task().cutAt(8)).isNotEmpty();
        assertThat(model.stray()).isEmpty();
    }

    @Test
    void whatIsChosenIsNotGuessedAnyMore() throws IOException {
        model.task().chooseTable(write("mine.csv", "review,verdict,extra\n" + rows(60)));
        FieldViewModel text = Desk.field(model, "task.columns.text");

        text.choose("extra");
        assertThat(text.guess().get()).isEmpty();
        assertThat(model.draft().value("task.columns.text").orElseThrow().asText()).isEqualTo("extra");
        assertThat(model.task().preview().get().columns().get(3).role()).isEqualTo("text");
        Desk.field(model, "task.columns.split").choose("false");
        assertThat(model.draft().value("task.columns.split").orElseThrow().isBoolean()).isTrue();
        Desk.field(model, "task.header").choose("false");
        assertThat(model.task().preview().get().columns()).extracting(TaskViewModel.Column::name).contains("1", "2");
        assertThat(table.refusal().get()).contains("The column \"extra\" is missing");
        text.choose("");
        assertThat(model.draft().value("task.columns.text")).isEmpty();
        assertThat(text.guess().get()).isEqualTo("1");
    }

    @Test
    void badRowsBlockUntilTheyAreLeftOut() throws IOException {
        model.task().chooseTable(write("mine.csv", "review,verdict,extra\n" + rows(60) + "short\n" + "a,b\n".repeat(11)));

        TableViewModel.Shown shown = table.shown().get();
        assertThat(shown.badRows()).isEqualTo(12);
        assertThat(shown.problems()).hasSize(10).first()
                .isEqualTo(new TableViewModel.Note("mine.csv, line 62", "there is 1 column instead of 3"));
        assertThat(shown.more()).isEqualTo("and 2 more");
        assertThat(table.blocked()).isTrue();
        assertThat(model.task().problem().get()).as("said by the rows themselves").isEmpty();
        assertThat(model.task().lengths().get()).isNull();
        table.skip(true);
        assertThat(table.blocked()).isFalse();
        assertThat(model.task().lengths().get()).isNotNull();
        assertThat(table.shown().get().badRows()).isEqualTo(12);
        model.draft().undo();
        assertThat(table.blocked()).isTrue();
    }

    @Test
    void wordsOfTheClassesAreTypedInALine() throws IOException {
        model.task().chooseTable(write("mine.csv", "review,verdict,extra\n" + rows(60)));
        Desk.field(model, "task.labels").enter("good, fair, bad");
        Desk.field(model, "task.labelNames").enter("\"very, very good\"，fair, bad");

        assertThat(model.ready()).isTrue();
        assertThat(model.task().preview().get().labels())
                .extracting(TaskViewModel.Label::name)
                .containsExactly("very, very good", "fair", "bad");
        model.draft().set("task.labels", Json.mapper().createArrayNode().add(1).add(0).add(2));
        assertThat(Desk.field(model, "task.labels").text().get()).isEqualTo("1, 0, 2");
        assertThat(Desk.field(model, "task.labelNames").text().get()).isEqualTo("\"very, very good\", fair, bad");
        Desk.field(model, "task.labels").enter("good");
        assertThat(Desk.field(model, "task.labels").problem().get()).contains("at least two labels");
    }

    @Test
    void anotherTaskForgetsTheTable() throws IOException {
        model.task().chooseTable(write("mine.csv", "review,verdict,extra\n" + rows(60)));
        Desk.field(model, "task.header").choose("true");
        Desk.field(model, "task.maxTokens").enter("32");

        model.task().choose("sample:pairs");

        assertThat(model.draft().tree().get().get("task").toString()).isEqualTo("{\"source\":\"sample:pairs\",\"maxTokens\":32}");
        assertThat(table.open().get()).isFalse();
        assertThat(model.task().preview().get().columns()).extracting(TaskViewModel.Column::name).contains("first sentence");
        model.task().choose("sample:reviews");
        assertThat(model.task().preview().get().columns()).hasSize(2);
        model.draft().undo();
        model.draft().undo();
        assertThat(Desk.field(model, "task.header").text().get()).isEqualTo("true");
    }

    @Test
    void aFileThatWasCorrectedIsReadAgain() throws IOException {
        Path file = write("mine.csv", "review,verdict,extra\n" + rows(60) + "short\n");
        model.task().chooseTable(file);
        assertThat(table.blocked()).isTrue();

        write("mine.csv", "review,verdict,extra\n" + rows(60));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        model.appeared();

        assertThat(table.blocked()).isFalse();
        assertThat(table.shown().get().badRows()).isZero();
    }

    @Test
    void whatIsNoTableIsSaidBesideTheTask() throws IOException {
        model.task().chooseTable(workspace.resolve("none.csv"));
        assertThat(model.task().problem().get()).contains("There is no such file");
        model.task().chooseTable(write("mine.parquet", "PAR1"));
        assertThat(model.task().problem().get()).contains("Parquet").contains("DuckDB");
        model.task().chooseTable(write("mine.csv", "when,what\n1,2\n3,4\n"));
        assertThat(model.task().problem().get()).contains("None of its columns looks like a text");
        assertThat(model.task().preview().get().rows()).hasSize(2);
    }

    @Test
    void whatWasSaidOfAnotherTableIsNotSaidOfOneThatCannotBeRead() throws IOException {
        Path good = write("good.csv", "text,label\n" + "a text,yes\nanother,no\n".repeat(20));
        Path empty = write("empty.csv", "");
        DesignViewModel model = new Desk(workspace).open();
        model.task().chooseTable(good);
        assertThat(model.task().preview().get().rows()).hasSize(40);
        model.task().chooseTable(empty);
        assertThat(model.task().problem().get()).contains("empty");
        assertThat(model.task().preview().get().rows()).isEmpty();
        assertThat(model.task().preview().get().summary()).isEmpty();
        model.task().chooseTable(good);
        assertThat(model.task().problem().get()).isEmpty();
        assertThat(model.task().preview().get().summary()).startsWith("36 train");
    }

    @Test
    void whatWasWrongWithAnotherTableIsNotSaidWhileOneIsRead() throws IOException {
        Path good = write("good.csv", "text,label\n" + "a text,yes\nanother,no\n".repeat(20));
        Later later = new Later();
        DesignViewModel model = new Desk(workspace, later, java.util.Map.of()).open();
        model.task().chooseTable(write("empty.csv", ""));
        later.all();
        assertThat(model.task().problem().get()).isNotEmpty();
        model.task().chooseTable(good);
        assertThat(model.task().table().refusal().get()).isEmpty();
        later.all();
        assertThat(model.ready()).isTrue();
    }

    @Test
    void whatIsDroppedIsAFolderOrATable() throws IOException {
        model.task().drop(write("mine.csv", "review,verdict,extra\n" + rows(60)));
        assertThat(model.task().selected().get()).isEqualTo("table:" + workspace.resolve("mine.csv"));
        model.task().drop(Files.createDirectory(workspace.resolve("SST-2")));
        assertThat(model.task().selected().get()).isEqualTo("glue:" + workspace.resolve("SST-2"));
    }

    @Test
    void filesOfAnExperimentThatIsOpenedBecomeAbsolute() throws IOException {
        write("mine.csv", "review,verdict,extra\n" + rows(60));
        write("dev.csv", "review,verdict,extra\n" + rows(9));
        Path experiment = write("e.json", """
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2"},
                 "task": {"source": "table:mine.csv", "devFile": "dev.csv"}, "method": {"type": "finetune"}}""");

        model.drafts().openFile(experiment);

        assertThat(model.draft().tree().get().get("task"))
                .isEqualTo(Json.mapper().createObjectNode()
                        .put("source", "table:" + workspace.resolve("mine.csv"))
                        .put("devFile", workspace.resolve("dev.csv").toString()));
        assertThat(model.task().preview().get().summary()).isEqualTo("60 train · 9 dev · accuracy");
    }
}
