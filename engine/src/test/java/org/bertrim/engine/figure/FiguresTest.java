package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.event.Event;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final double[] WIDTHS = {1.0, 0.75, 0.5, 0.25};
    private static final double[] DEPTHS = {1.0, 0.75, 0.5};

    @Test
    void writesEverythingARunHas() {
        List<Event> events = new ArrayList<>(SampleRun.fineTuning(300));
        events.addAll(SampleRun.distillation("width", 750, WIDTHS, new double[0]));
        events.addAll(SampleRun.distillation("depth", 750, WIDTHS, DEPTHS));
        List<Path> files = Figures.write(
                SampleRun.results(WIDTHS, DEPTHS),
                events,
                SampleRun.ID,
                SampleRun.experiment(WIDTHS, DEPTHS),
                Path.of("target", "figures"));
        assertThat(files).isNotEmpty();
    }
}
