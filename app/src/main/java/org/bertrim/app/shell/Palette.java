package org.bertrim.app.shell;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;

/** The command search: a field, and below it what is found. Up and down choose while the field keeps the keyboard. */
final class Palette extends VBox {

    private static final double ROW = 34;
    private static final int ROWS = 11;

    private final PaletteViewModel model;
    private final Texts texts;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ListView<PaletteEntry> list = new ListView<>();

    Palette(PaletteViewModel model, Texts texts, Runnable close) {
        this.model = model;
        this.texts = texts;
        this.close = close;
        getStyleClass().add("bt-palette");
        setAccessibleText(texts.get("shell.palette.name"));
        field.setId("palette-field");
        field.setPromptText(texts.get("shell.palette.prompt"));
        field.setAccessibleText(texts.get("shell.palette.prompt"));
        field.textProperty().bindBidirectional(model.query());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setId("palette-list");
        list.setAccessibleText(texts.get("shell.palette.list"));
        list.setItems(model.matches());
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Row());
        list.setFocusTraversable(false);
        list.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> ROW * Math.max(1, Math.min(ROWS, model.matches().size())) + 2, model.matches()));
        list.setMinHeight(Region.USE_PREF_SIZE);
        Label nothing = new Label(texts.get("shell.palette.nothing"));
        nothing.getStyleClass().add("bt-remark");
        list.setPlaceholder(nothing);
        model.matches().addListener((ListChangeListener<PaletteEntry>) change -> {
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        Label hint = new Label(texts.get("shell.palette.hint"));
        hint.getStyleClass().addAll("bt-remark", "bt-palette-hint");
        getChildren().addAll(field, list, hint);
    }

    TextField field() {
        return field;
    }

    void open() {
        model.open();
        list.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            int count = model.matches().size();
            int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
            if (count > 0) {
                int chosen = Math.floorMod(list.getSelectionModel().getSelectedIndex() + step, count);
                list.getSelectionModel().select(chosen);
                list.scrollTo(Math.max(0, chosen - ROWS + 1));
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            PaletteEntry chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                perform(chosen);
            }
            event.consume();
        }
    }

    private void perform(PaletteEntry entry) {
        close.run();
        entry.action().run();
    }

    private final class Row extends ListCell<PaletteEntry> {

        private final Label kind = new Label();
        private final Label title = new Label();
        private final Label remark = new Label();
        private final HBox line = new HBox(10, kind, title, remark);

        Row() {
            kind.getStyleClass().addAll("bt-remark", "bt-palette-kind");
            kind.setMinWidth(Region.USE_PREF_SIZE);
            remark.getStyleClass().add("bt-remark");
            remark.setMinWidth(Region.USE_PREF_SIZE);
            title.setMinWidth(0);
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            line.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0); // as wide as the list, never wider
            setOnMouseClicked(event -> {
                if (getItem() != null) {
                    perform(getItem());
                }
            });
        }

        @Override
        protected void updateItem(PaletteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            kind.setText(texts.get("shell.palette.kind." + entry.kind().name().toLowerCase(Locale.ROOT)));
            title.setText(entry.title());
            remark.setText(entry.remark());
            setGraphic(line);
            setAccessibleText(kind.getText() + " " + entry.title() + " " + entry.remark());
        }
    }
}
