package org.bertrim.app.design;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;

/** Lets a file or folder be dropped on a card, whose border says so. */
final class FileDrop {

    private static final String STYLE = "design-drop";

    private FileDrop() {}

    static void onto(Region card, Consumer<Path> taken) {
        card.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles() && event.getDragboard().getFiles().size() == 1) {
                event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
                if (!card.getStyleClass().contains(STYLE)) {
                    card.getStyleClass().add(STYLE);
                }
                event.consume();
            }
        });
        card.setOnDragExited(event -> card.getStyleClass().remove(STYLE));
        card.setOnDragDropped(event -> {
            List<File> files = event.getDragboard().getFiles();
            if (files != null && files.size() == 1) {
                taken.accept(files.get(0).toPath());
                event.setDropCompleted(true);
                event.consume();
            }
        });
    }
}
