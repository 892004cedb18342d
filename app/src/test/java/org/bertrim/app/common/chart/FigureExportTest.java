package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.figure.Format;
import org.bertrim.engine.figure.Provenance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ui")
class FigureExportTest {

    @TempDir
    Path workspace;

    @Test
    void theButtonOfAChartLeadsToItsFiles() {
        Texts texts = Texts.of(Locale.ENGLISH);
        AppContext context = new AppContext(workspace, texts, Background.inline(), null, null, failure -> {
            throw new AssertionError(failure);
        });
        Stage stage = Screens.show(
                () -> {
                    CurveChart chart = new CurveChart(texts);
                    chart.axes("step", "loss");
                    chart.curves(List.of(new Curve(
                            "a", "total", Role.SERIES, new double[] {1, 2, 3}, new double[] {3, 2, Double.NaN})));
                    Provenance none = Provenance.of("", "", MissingNode.getInstance());
                    chart.exportAs(context, "losses", chart.source("Losses", "All of them.", none));
                    return chart;
                },
                600,
                400,
                Theme.LIGHT);
        Screens.run(() -> ((Button) stage.getScene().lookup(".bt-figure-export")).fire());
        Screens.settle();
        Stage dialog = Screens.call(() -> (Stage) Window.getWindows().stream()
                .filter(window -> window instanceof Stage other && "Export figure".equals(other.getTitle()))
                .findFirst()
                .orElseThrow());
        Screens.snapshot(dialog, "export-dialog");
        Screens.run(() -> {
            dialog.getScene().getRoot().lookupAll(".check-box").forEach(box -> ((CheckBox) box).setSelected(true));
            ((TextField) dialog.getScene().lookup(".text-field")).getText();
            ((Button) dialog.getScene().lookup(".bt-primary")).fire();
        });
        Screens.settle();
        Screens.snapshot(dialog, "export-dialog-done");
        Path folder = workspace.resolve("figures");
        assertThat(folder.resolve("losses.csv"))
                .content()
                .isEqualTo("curve,kind,step,loss\ntotal,series,1.0,3.0\ntotal,series,2.0,2.0\ntotal,series,3.0,NaN\n");
        for (Format format : Format.USUAL) {
            assertThat(folder.resolve("losses." + format.ending())).isNotEmptyFile();
        }
        assertThat(Files.exists(folder.resolve("losses.tex"))).isFalse();
        assertThat(ExportMemory.read(workspace).formats()).hasSize(4);
        Screens.close(dialog);
        Screens.close(stage);
    }
}
