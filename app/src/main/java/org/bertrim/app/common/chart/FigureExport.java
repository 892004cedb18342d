package org.bertrim.app.common.chart;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.bertrim.app.common.AppContext;
import org.bertrim.engine.figure.Format;
import org.bertrim.engine.format.EngineException;

/**
 * The way of a figure out of the window: print width, formats and folder are chosen, files are written in the background. The window
 * blocks nothing; closing it does not stop what is being written.
 */
public final class FigureExport {

    private final AppContext context;
    private final FigureSource source;
    private final ExportForm form;
    private final Stage stage = new Stage();

    private FigureExport(Node owner, AppContext context, FigureSource source, String stem) {
        this.context = context;
        this.source = source;
        form = new ExportForm(context.texts(), source.formats(), ExportMemory.read(context.workspace()), stem);
        Scene scene = new Scene(form);
        if (owner.getScene() != null) {
            scene.getStylesheets().setAll(owner.getScene().getStylesheets());
            scene.setUserAgentStylesheet(owner.getScene().getUserAgentStylesheet());
            stage.initOwner(owner.getScene().getWindow());
        }
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), stage::close);
        stage.initModality(Modality.NONE);
        stage.setResizable(false);
        stage.setTitle(context.texts().get("chart.export.title"));
        stage.setScene(scene);
        form.onExport(this::write);
        form.onClose(stage::close);
        form.onOpenFolder(folder -> OpenFolder.open(folder, context));
    }

    /** Asks where and how, and writes. */
    public static void open(Node owner, AppContext context, FigureSource source, String stem) {
        FigureExport export = new FigureExport(owner, context, source, stem);
        export.stage.show();
        export.form.focusFirst();
    }

    /** A quiet button for the head of a card that opens the export. */
    public static Button button(AppContext context, FigureSource source, String stem) {
        Button button = new Button(context.texts().get("chart.export"));
        button.getStyleClass().addAll("bt-quiet", "bt-figure-export");
        button.setTooltip(new Tooltip(context.texts().get("chart.export.tip")));
        button.setAccessibleText(context.texts().get("chart.export"));
        button.setOnAction(event -> open(button, context, source, stem));
        return button;
    }

    private void write() {
        double width = form.widthPoints();
        Path folder = form.folder();
        String stem = form.stem();
        Set<Format> formats = EnumSet.copyOf(form.formats());
        ExportMemory memory = new ExportMemory(width, formats, folder);
        FigureSource fixed;
        try {
            fixed = source.at(width);
        } catch (EngineException e) {
            failed(e);
            return;
        }
        form.busy();
        context.background().run(
                () -> {
                    List<Path> files = fixed.write(folder, stem, width, formats);
                    memory.write(context.workspace());
                    return files;
                },
                files -> form.done(
                        folder,
                        files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining("  "))),
                this::failed);
    }

    /** What can be mended is said beside the fields; only what nobody foresaw goes to the log. */
    private void failed(Throwable failure) {
        if (failure instanceof EngineException known) {
            form.failed(known.what() + ": " + known.why() + ". " + known.remedy());
        } else {
            form.failed(failure.toString());
            context.failures().report(failure);
        }
    }
}
