package org.bertrim.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bertrim.engine.figure.Bars;
import org.bertrim.engine.figure.Cell;
import org.bertrim.engine.figure.Words;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellModelTest {

    private static final int FRAMES = SearchRun.STEPS / 10 + 1;

    @TempDir
    Path workspace;

    private final AtomicLong nanos = new AtomicLong(1);
    private final CellModel cells = new CellModel();
    private final ProbeModel probes = new ProbeModel();
    private SearchRun run;
    private RunReader reader;

    @BeforeEach
    void start() throws IOException {
        run = new SearchRun(workspace, 3);
        reader = new RunReader(workspace, run.id(), () -> nanos.addAndGet(2_000_000_000L));
    }

    private void read() {
        RunPicture picture = reader.read();
        cells.update(picture);
        probes.update(picture);
    }

    @Test
    void aSearchIsExpectedBeforeItsFirstStateAndProbesComeFirst() {
        read();
        assertThat(cells.present()).isFalse();
        run.prepared();
        read();
        assertThat(cells.present()).as("the run has told its stages").isTrue();
        assertThat(cells.frame()).isEmpty();
        assertThat(cells.transfer()).isEmpty();
        assertThat(probes.metric()).isEqualTo("accuracy");
        Bars bars = probes.bars("accuracy", Words.ENGLISH);
        assertThat(bars.bars()).hasSize(13);
        assertThat(bars.bars().stream().filter(Bars.Bar::leading)).hasSize(1);
    }

    @Test
    void whoLooksAtTheEndFollowsTheSearchAndWhoGoesBackStays() {
        run.prepared().searched(0.1);
        read();
        int end = cells.lastProperty().get();
        assertThat(cells.positionProperty().get()).isEqualTo(end);
        assertThat(cells.frame().orElseThrow().step()).isEqualTo(SearchRun.STEPS / 10);
        assertThat(cells.frame().orElseThrow().epoch()).isCloseTo(SearchRun.EPOCHS / 10.0, within(1e-9));
        assertThat(cells.frame().orElseThrow().epochs()).isEqualTo(SearchRun.EPOCHS);
        cells.goTo(3);
        run.searched(0.2);
        read();
        assertThat(cells.lastProperty().get()).isGreaterThan(end);
        assertThat(cells.positionProperty().get()).isEqualTo(3);
        cells.goTo(Integer.MAX_VALUE);
        run.searched(0.3);
        read();
        assertThat(cells.positionProperty().get()).isEqualTo(cells.lastProperty().get());
    }

    @Test
    void theLastStateIsWhatWasDecidedOn() throws IOException {
        run.prepared().searched(1).finished();
        read();
        assertThat(cells.frames()).hasSize(FRAMES + 1);
        CellModel.Frame end = cells.frame().orElseThrow();
        assertThat(end.derived()).isTrue();
        assertThat(end.cells()).isEqualTo(3);
        assertThat(end.epoch()).isCloseTo(SearchRun.EPOCHS - 6, within(1e-9));
        assertThat(end.cell().edges()).hasSize(9);
        assertThat(end.cell().edges().stream().filter(Cell.Edge::kept)).hasSize(6);
        cells.goTo(0);
        assertThat(cells.frame().orElseThrow().derived()).isFalse();
        assertThat(cells.frame().orElseThrow().temperature()).isEqualTo(1);
    }

    @Test
    void playingGoesFromTheStartToTheEndAndStops() {
        run.prepared().searched(1);
        read();
        cells.play();
        assertThat(cells.positionProperty().get()).as("from the start, as this was the end").isZero();
        int ticks = 0;
        while (cells.playingProperty().get()) {
            cells.tick();
            ticks++;
        }
        assertThat(ticks).isBetween(60, 120);
        assertThat(cells.positionProperty().get()).isEqualTo(cells.lastProperty().get());
        cells.goTo(10);
        cells.play();
        cells.tick();
        cells.pause();
        int held = cells.positionProperty().get();
        cells.tick();
        assertThat(cells.positionProperty().get()).isEqualTo(held).isBetween(11, 13);
    }

    @Test
    void theTransferIsThatOfTheMomentLookedAt() {
        run.prepared().searched(1);
        read();
        List<double[]> last = cells.transfer();
        assertThat(last).hasSize(9);
        assertThat(last.stream().flatMapToDouble(Arrays::stream).sum()).isCloseTo(1, within(1e-9));
        cells.goTo(0);
        assertThat(cells.transfer()).isNotEqualTo(last);
    }

    @Test
    void anotherRunBeginsAnew() {
        run.prepared().searched(0.1);
        read();
        cells.play();
        cells.clear();
        assertThat(cells.present()).isFalse();
        assertThat(cells.playingProperty().get()).isFalse();
        assertThat(cells.positionProperty().get()).isZero();
    }
}
