package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bertrim.engine.event.Event;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossFigureTest {

    private static final PaperTheme THEME = new PaperTheme();
    private static final Grid.Names NAMES = new Grid.Names("DynaBERT", "reviews", "accuracy");
    private static final double[] WIDTHS = {1.0, 0.75, 0.5, 0.25};
    private static final double[] DEPTHS = {1.0, 0.5};

    @Test
    void termsComeTotalFirstAndWidthsDescending() {
        LossCurves curves = only(SampleRun.distillation("depth", 5, new double[] {0.25, 1.0}, DEPTHS));
        assertThat(curves.curves())
                .extracting(LossCurves.Curve::key)
                .containsExactly(
                        "loss",
                        "loss.logits.1.0.1.0",
                        "loss.logits.1.0.0.5",
                        "loss.logits.0.25.1.0",
                        "loss.logits.0.25.0.5",
                        "loss.hidden.1.0.1.0",
                        "loss.hidden.1.0.0.5",
                        "loss.hidden.0.25.1.0",
                        "loss.hidden.0.25.0.5");
        assertThat(curves.curves().get(4).width()).isEqualTo(0.25);
        assertThat(curves.curves().get(4).depth()).isEqualTo(0.5);
        assertThat(curves.curves().get(4).term()).isEqualTo("logits");
    }

    @Test
    void aTermOfUnknownFormStandsOnItsOwn() {
        LossCurves curves = only(scalars(Map.of("loss.layer 3 of 12", 1.0)));
        assertThat(curves.curves()).extracting(LossCurves.Curve::term).containsExactly("layer 3 of 12");
    }

    @Test
    void stagesWithoutLossesAreLeftOut() {
        assertThat(LossCurves.of(scalars(Map.of("learningRate", 1e-5)))).isEmpty();
        assertThat(LossCurves.of(List.of(new Event.StageStarted("width", 3, 3)))).isEmpty();
    }

    @Test
    void smoothingIsTheMeanWithWeightsThatFallLinearly() {
        // by hand for reach 2, weights 1 2 3 2 1, cut at the ends
        double[] smoothed = LossCurves.smooth(new double[] {6, 0, 3, 0, 0, 9}, 2);
        assertThat(smoothed)
                .containsExactly(
                        new double[] {
                            (3 * 6 + 1 * 3) / 6.0, (2 * 6 + 2 * 3) / 8.0, (6 + 3 * 3) / 9.0, (2 * 3 + 9) / 9.0,
                            (3 + 2 * 9) / 8.0, 3 * 9 / 6.0
                        },
                        within(1e-12));
    }

    @Test
    void smoothingSkipsWhatIsNotFinite() {
        double[] smoothed = LossCurves.smooth(
                new double[] {1, Double.NaN, 3, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, 5}, 1);
        assertThat(smoothed).containsExactly(new double[] {1, 2, 3, 3, Double.NaN, 5, 5}, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(LossFigure.Scale.class)
    void nothingIsClippedOrOverlaps(LossFigure.Scale scale) {
        for (List<Event> events : List.of(
                SampleRun.fineTuning(1),
                SampleRun.fineTuning(300),
                SampleRun.fineTuning(30_000),
                SampleRun.distillation("width", 400, WIDTHS, new double[0]),
                SampleRun.distillation("depth", 12_000, WIDTHS, DEPTHS))) {
            Picture picture = LossFigure.of(only(events), NAMES, scale, THEME);
            Bounds.assertInside(picture.scene());
            Bounds.assertNoTextOverlaps(picture.scene());
        }
    }

    @Test
    void everyPanelNamesBothAxes() {
        Picture picture = LossFigure.of(
                only(SampleRun.distillation("width", 40, WIDTHS, new double[0])),
                NAMES,
                LossFigure.Scale.LINEAR,
                THEME);
        assertThat(picture.insets()).hasSize(3);
        assertThat(picture.scene().marks())
                .extracting(Mark::text)
                .contains("loss", "logits loss", "hidden loss")
                .filteredOn("step"::equals)
                .hasSize(3);
    }

    @Test
    void rawCurvesStandPaleBehindTheSmoothedOnes() {
        Picture picture = LossFigure.of(only(SampleRun.fineTuning(90)), NAMES, LossFigure.Scale.LINEAR, THEME);
        var plot = picture.insets().get(0).chart().getXYPlot();
        XYDataset data = plot.getDataset();
        assertThat(data.getSeriesKey(0)).isEqualTo("loss raw");
        assertThat(data.getSeriesKey(1)).isEqualTo("loss smoothed");
        var renderer = plot.getRenderer();
        assertThat(((Color) renderer.getSeriesPaint(0)).getRGB() & 0xffffff)
                .isEqualTo(THEME.colour(new Tone(Token.ACCENT, 0.25)));
        assertThat(((Color) renderer.getSeriesPaint(1)).getRGB() & 0xffffff)
                .isEqualTo(THEME.colour(Tone.of(Token.ACCENT)));
    }

    @Test
    void curvesLieWhereTheTicksSay() throws IOException {
        List<Event> events = new ArrayList<>();
        for (int step = 0; step <= 20; step++) {
            events.add(new Event.Scalars("fine-tune", step, step, Map.of("loss", step < 20 ? 0.5 : 1.0)));
        }
        Picture picture = LossFigure.of(only(events), NAMES, LossFigure.Scale.LINEAR, THEME);
        // the axis goes from 0 to 1.04, four hundredths above the greatest value
        var area = picture.insets().get(0).area();
        double y = area.getMaxY() - 0.5 / 1.04 * area.getHeight();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                PngWriter.write(picture, new Provenance("", SampleRun.ID, "{}"), THEME)));
        int x = (int) Math.round(100 / 72.0 * 300);
        int colour = image.getRGB(x, (int) Math.round(y / 72 * 300)) & 0xffffff;
        assertThat(colour).isEqualTo(THEME.colour(Tone.of(Token.ACCENT)));
    }

    @Test
    void aLogarithmicAxisLeavesOutWhatIsNotPositive() {
        List<Event> events = new ArrayList<>(SampleRun.fineTuning(10));
        events.add(new Event.Scalars("fine-tune", 11, 3, Map.of("loss", 0.0)));
        events.add(new Event.Scalars("fine-tune", 12, 3, Map.of("loss", Double.NaN)));
        Picture picture = LossFigure.of(only(events), NAMES, LossFigure.Scale.LOG, THEME);
        XYDataset data = picture.insets().get(0).chart().getXYPlot().getDataset();
        assertThat(data.getItemCount(0)).isEqualTo(12);
        assertThat(data.getYValue(0, 10)).isNaN();
        assertThat(data.getYValue(0, 11)).isNaN();
    }

    @Test
    void aTermWithoutAFiniteValueSaysSo() {
        Picture picture = LossFigure.of(
                only(scalars(Map.of("loss", Double.NaN))), NAMES, LossFigure.Scale.LINEAR, THEME);
        assertThat(picture.insets()).isEmpty();
        assertThat(picture.scene().marks()).extracting(Mark::text).contains("no finite value");
    }

    @Test
    void reducingKeepsBothEndsAndEveryExtreme() {
        double[] values = new double[100_000];
        values[54_321] = 7;
        values[12_345] = -7;
        assertThat(LossFigure.reduced(values))
                .contains(0, 99_999, 54_321, 12_345)
                .isSorted()
                .hasSizeLessThanOrEqualTo(1202);
    }

    private static LossCurves only(List<Event> events) {
        assertThat(LossCurves.of(events)).hasSize(1);
        return LossCurves.of(events).get(0);
    }

    private static List<Event> scalars(Map<String, Double> values) {
        return List.of(new Event.Scalars("width", 1, 0.1, values));
    }
}
