package org.bertrim.app.design;

import java.io.File;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.bertrim.app.common.Texts;
import org.bertrim.app.design.TeacherWords.Offer;

/** Ways to teachers that are not there yet: a list of known ones, any model of a hub, a folder, a file of weights. */
final class OtherTeachers extends VBox {

    private static final double ROW = 22;

    private final TeacherViewModel model;
    private final Texts texts;
    private final GridPane offers = new GridPane();

    OtherTeachers(TeacherViewModel model, Texts texts) {
        super(10);
        this.model = model;
        this.texts = texts;
        getStyleClass().add("design-inset");
        offers.setHgap(18);
        offers.setVgap(0);
        ColumnConstraints title = column(HPos.LEFT);
        title.setHgrow(Priority.ALWAYS);
        offers.getColumnConstraints().addAll(
                title, column(HPos.LEFT), column(HPos.LEFT), column(HPos.RIGHT), column(HPos.RIGHT));
        getChildren().addAll(offers, ways(), Cards.problem(model.download().problem()), remark());
        model.offers().addListener((property, before, now) -> show());
        show();
    }

    private static ColumnConstraints column(HPos alignment) {
        ColumnConstraints column = new ColumnConstraints();
        column.setHalignment(alignment);
        return column;
    }

    private Label remark() {
        Label remark = Cards.remark();
        remark.setText(texts.get("design.teacher-others-remark"));
        remark.setWrapText(true);
        remark.setMinHeight(Region.USE_PREF_SIZE);
        return remark;
    }

    private void show() {
        offers.getChildren().clear();
        List<Offer> hub = model.offers().get().stream().filter(Offer::downloads).toList();
        List<Offer> builds = model.offers().get().stream().filter(offer -> !offer.downloads()).toList();
        part("design.teacher-hub", hub);
        part("design.teacher-builds", builds);
    }

    private void part(String key, List<Offer> shown) {
        if (shown.isEmpty()) {
            return;
        }
        Label head = new Label(texts.get(key));
        head.getStyleClass().add("design-part-head");
        head.setMinHeight(ROW);
        if (offers.getRowCount() > 0) {
            GridPane.setMargin(head, new Insets(8, 0, 0, 0));
        }
        offers.add(head, 0, offers.getRowCount(), 5, 1);
        shown.forEach(this::offer);
    }

    private void offer(Offer offer) {
        Label title = new Label(offer.title());
        title.setTooltip(new Tooltip(offer.hover()));
        title.setMinHeight(ROW);
        Label place = fact(offer.place());
        place.setMinWidth(Region.USE_PREF_SIZE);
        int row = offers.getRowCount();
        offers.addRow(row, title, fact(offer.shape()), fact(offer.licence()), place);
        if (offer.downloads()) {
            Button download = download(texts.get("design.download-title", offer.title()));
            download.setOnAction(event -> model.download().start(offer.source()));
            offers.add(download, 4, row);
        }
    }

    private static Label fact(String words) {
        Label label = Cards.remark();
        label.setText(words);
        return label;
    }

    private Button download(String accessible) {
        Button button = new Button(texts.get("design.download"));
        button.getStyleClass().addAll("bt-quiet", "design-link");
        button.setAccessibleText(accessible);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(model.download().running());
        return button;
    }

    private HBox ways() {
        TextField name = new TextField();
        name.setId("teacher-name");
        name.setPromptText(texts.get("design.teacher-name-prompt"));
        name.setAccessibleText(texts.get("design.teacher-name"));
        name.setTooltip(new Tooltip(texts.get("design.teacher-name-why")));
        name.setMaxWidth(Double.MAX_VALUE);
        name.textProperty().addListener((property, before, now) -> model.download().typing());
        HBox.setHgrow(name, Priority.ALWAYS);
        Button download = new Button(texts.get("design.teacher-get"));
        download.setId("teacher-get");
        download.setMinWidth(Region.USE_PREF_SIZE);
        download.setTooltip(new Tooltip(texts.get("design.teacher-get-why")));
        download.disableProperty().bind(model.download().running().or(name.textProperty().isEmpty()));
        download.setOnAction(event -> model.enter(name.getText()));
        name.setOnAction(event -> download.fire());
        Label label = new Label(texts.get("design.teacher-name"));
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(
                10,
                label,
                name,
                download,
                way("design.teacher-folder", "design.teacher-folder-why", this::folder),
                way("design.teacher-file", "design.teacher-file-why", this::file));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Button way(String key, String why, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get(why)));
        button.setOnAction(event -> action.run());
        return button;
    }

    private void folder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("design.teacher-folder-title"));
        choose(chooser.showDialog(getScene().getWindow()));
    }

    private void file() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("design.teacher-file-title"));
        chooser.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter(
                        texts.get("design.teacher-files"), "*.safetensors", "*.bin", "*.pt", "*.pth", "*.onnx", "*.zip", "*.index"),
                new FileChooser.ExtensionFilter(texts.get("design.all-files"), "*.*"));
        choose(chooser.showOpenDialog(getScene().getWindow()));
    }

    private void choose(File picked) {
        if (picked != null) {
            model.choose(picked.toPath());
        }
    }
}
