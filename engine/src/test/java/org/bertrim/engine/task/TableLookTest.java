package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bertrim.engine.format.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableLookTest {

    @TempDir
    private Path folder;

    @Test
    void showsRowsClassesAndTwinsByLine() throws IOException {
        Path file = write("a.csv", """
                text,label,split
                one,x,train
                two,y,train
                one,x,train
                one,y,train
                three,x,dev
                two,y,dev
                four,y,test
                """);

        TableLook look = TableLook.at(file, TableSettings.OPEN, () -> false);

        assertThat(look.refusal()).isNull();
        assertThat(look.badRows()).isZero();
        assertThat(look.columns()).containsExactly("text", "label", "split");
        assertThat(look.rows()).hasSize(7).first().isEqualTo(new TableLook.Row(2, List.of("one", "x", "train"), ""));
        assertThat(look.place(look.settings().columns().label())).isEqualTo(1);
        assertThat(look.place(look.settings().columns().secondText())).isEqualTo(-1);
        assertThat(look.content().trainRows()).isEqualTo(4);
        assertThat(look.content().devRows()).isEqualTo(2);
        assertThat(look.content().unusedRows()).isEqualTo(1);
        assertThat(look.content().trainLabels()).containsExactly(2, 2);
        assertThat(look.content().devLabels()).containsExactly(1, 1);
        assertThat(look.content().twins())
                .isEqualTo(new Twins(2, 1, 1, List.of(
                        new Twins.Pair(Twins.Kind.CONFLICT, "a.csv", 2, "a.csv", 5),
                        new Twins.Pair(Twins.Kind.TRAIN_AND_DEV, "a.csv", 3, "a.csv", 7),
                        new Twins.Pair(Twins.Kind.IN_TRAIN, "a.csv", 2, "a.csv", 4))));
    }

    @Test
    void twinsOfPairsHaveBothTexts() throws IOException {
        Path file = write("a.tsv", "text1\ttext2\tlabel\nab\tc\tx\na\tbc\ty\nab\tc\tx\nb\tb\ty\n");

        assertThat(TableLook.at(file, TableSettings.OPEN, () -> false).content().twins().inTrain()
                        + TableLook.at(file, TableSettings.OPEN, () -> false).content().twins().trainAndDev())
                .isEqualTo(1);
    }

    @Test
    void aTableThatCannotBeUsedShowsItsRowsAllTheSame() throws IOException {
        Path file = write("a.csv", "when,what\n1,2\n3,4\n");

        TableLook look = TableLook.at(file, TableSettings.OPEN, () -> false);

        assertThat(look.content()).isNull();
        assertThat(look.refusal().why()).contains("none of its columns looks like a text");
        assertThat(look.columns()).containsExactly("when", "what");
        assertThat(look.rows()).hasSize(2);
    }

    @Test
    void badRowsAreShownBesideWhatIsGood() throws IOException {
        Path file = write("a.csv", "text,label\n" + IntStream.range(0, 40)
                .mapToObj(i -> i % 3 == 0 ? "only" + i : "t" + i + "," + i % 2)
                .collect(Collectors.joining("\n")));

        TableLook look = TableLook.at(file, TableSettings.OPEN, () -> false);

        assertThat(look.badRows()).isEqualTo(14);
        assertThat(look.problems()).hasSize(10).first().isEqualTo(new RowProblem("a.csv", 2, "there is 1 column instead of 2"));
        assertThat(look.content().trainRows() + look.content().devRows()).isEqualTo(26);
        assertThat(look.refusal()).isNull();
    }

    @Test
    void aFileThatIsNoTableIsRefused() throws IOException {
        assertThatThrownBy(() -> TableLook.at(folder.resolve("none.csv"), TableSettings.OPEN, () -> false))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void lookingEndsWhenItIsNotWantedAnyMore() throws IOException {
        Path file = write("a.csv", "text,label\n" + "t,x\nu,y\n".repeat(20_000));
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> TableLook.at(file, TableSettings.OPEN, () -> asked.incrementAndGet() > 3))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(4);
    }

    /** A look keeps no texts: 8 MB of them leave next to nothing behind. */
    @Test
    void lookingTakesLittleMemory() throws IOException {
        Path file = write("a.csv", "text,label\n" + IntStream.range(0, 20_000)
                .mapToObj(i -> "word ".repeat(79) + i + "," + i % 4)
                .collect(Collectors.joining("\n")));
        System.gc();
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();

        TableLook look = TableLook.at(file, TableSettings.OPEN, () -> false);

        System.gc();
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThat(look.content().trainRows()).isEqualTo(18_000);
        assertThat(look.content().twins().inTrain()).isZero();
        assertThat(after - before).isLessThan(4 << 20);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
