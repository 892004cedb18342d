package org.bertrim.app.common.chart;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.Format;
import org.bertrim.engine.figure.Scene;

/** What is chosen for an export, and what became of it. */
final class ExportForm extends GridPane {

    private static final double MILLIMETRES_IN_A_POINT = 25.4 / 72;

    private final Texts texts;
    private final ToggleGroup widths = new ToggleGroup();
    private final ToggleButton one;
    private final ToggleButton two;
    private final ToggleButton custom;
    private final Spinner<Double> points;
    private final Label millimetres = new Label();
    private final Map<Format, CheckBox> formats = new EnumMap<>(Format.class);
    private final TextField folder = new TextField();
    private final TextField name = new TextField();
    private final Label problem = new Label();
    private final Label outcome = new Label();
    private final Hyperlink openFolder = new Hyperlink();
    private final Button export = new Button();
    private final Button close = new Button();

    ExportForm(Texts texts, Set<Format> possible, ExportMemory memory, String stem) {
        this.texts = texts;
        getStyleClass().add("bt-export-form");
        one = width(texts.get("chart.export.one"), Scene.ONE_COLUMN);
        two = width(texts.get("chart.export.two"), Scene.TWO_COLUMNS);
        custom = new ToggleButton(texts.get("chart.export.custom"));
        custom.setToggleGroup(widths);
        points = new Spinner<>(ExportMemory.NARROWEST, ExportMemory.WIDEST, memory.widthPoints(), 10);
        points.setEditable(true);
        points.setPrefWidth(96);
        points.setAccessibleText(texts.get("chart.export.width"));
        points.setTooltip(new Tooltip(
                texts.get("chart.export.width.range", (int) ExportMemory.NARROWEST, (int) ExportMemory.WIDEST)));
        HBox segments = new HBox(one, two, custom);
        segments.getStyleClass().add("bt-segments");
        segments.setMaxHeight(Region.USE_PREF_SIZE);
        millimetres.getStyleClass().add("bt-remark");
        row(0, "chart.export.width", line(segments, points, millimetres));

        HBox boxes = new HBox();
        boxes.getStyleClass().add("bt-export-formats");
        for (Format format : Format.values()) {
            if (possible.contains(format)) {
                CheckBox box = new CheckBox(name(format));
                box.setTooltip(new Tooltip(texts.get("chart.export.format." + format.ending())));
                box.setSelected(memory.formats().contains(format));
                box.selectedProperty().addListener(change -> check());
                formats.put(format, box);
                boxes.getChildren().add(box);
            }
        }
        row(1, "chart.export.formats", boxes);

        folder.setText(memory.folder().toString());
        folder.setPrefColumnCount(34);
        folder.setAccessibleText(texts.get("chart.export.folder"));
        folder.textProperty().addListener(change -> check());
        Button browse = new Button(texts.get("chart.export.browse"));
        browse.setOnAction(event -> browse());
        HBox.setHgrow(folder, Priority.ALWAYS);
        row(2, "chart.export.folder", line(folder, browse));
        name.setText(stem);
        name.setAccessibleText(texts.get("chart.export.name"));
        name.textProperty().addListener(change -> check());
        row(3, "chart.export.name", name);

        problem.getStyleClass().add("bt-problem");
        problem.setWrapText(true);
        outcome.getStyleClass().add("bt-remark");
        outcome.setWrapText(true);
        for (Label label : new Label[] {problem, outcome}) {
            label.setMaxWidth(460);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.managedProperty().bind(label.textProperty().isNotEmpty());
        }
        openFolder.setText(texts.get("chart.export.open"));
        openFolder.setVisible(false);
        openFolder.managedProperty().bind(openFolder.visibleProperty());
        add(problem, 1, 4);
        add(outcome, 1, 5);
        add(openFolder, 1, 6);
        export.setText(texts.get("chart.export.write"));
        export.getStyleClass().add("bt-primary");
        export.setDefaultButton(true);
        close.setText(texts.get("common.close"));
        close.setCancelButton(true);
        HBox buttons = line(close, export);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        add(buttons, 0, 7, 2, 1);

        choose(memory.widthPoints());
        widths.selectedToggleProperty().addListener((property, was, is) -> {
            if (is == null) {
                widths.selectToggle(was); // one is always chosen
            } else if (is != custom) {
                points.getValueFactory().setValue((Double) is.getUserData());
            }
            widthChanged();
        });
        points.valueProperty().addListener(change -> widthChanged());
        widthChanged();
        check();
    }

    double widthPoints() {
        return points.getValue();
    }

    Set<Format> formats() {
        Set<Format> chosen = EnumSet.noneOf(Format.class);
        formats.forEach((format, box) -> {
            if (box.isSelected()) {
                chosen.add(format);
            }
        });
        return chosen;
    }

    Path folder() {
        return Path.of(folder.getText().strip());
    }

    String stem() {
        return name.getText().strip();
    }

    void onExport(Runnable action) {
        export.setOnAction(event -> action.run());
    }

    void onClose(Runnable action) {
        close.setOnAction(event -> action.run());
    }

    void onOpenFolder(Consumer<Path> action) {
        openFolder.setOnAction(event -> action.accept((Path) openFolder.getUserData()));
    }

    void focusFirst() {
        export.requestFocus();
    }

    void busy() {
        export.setDisable(true);
        problem.setText("");
        outcome.setText(texts.get("chart.export.writing"));
        openFolder.setVisible(false);
        fit();
    }

    void done(Path where, String files) {
        export.setDisable(false);
        outcome.setText(texts.get("chart.export.done", where.toAbsolutePath().normalize().toString(), files));
        openFolder.setUserData(where);
        openFolder.setVisible(true);
        fit();
    }

    void failed(String why) {
        export.setDisable(false);
        outcome.setText("");
        problem.setText(why);
        fit();
    }

    private void check() {
        String wrong = "";
        if (formats().isEmpty()) {
            wrong = texts.get("chart.export.noFormat");
        } else if (stem().isEmpty() || stem().matches(".*[/\\\\:*?\"<>|].*")) {
            wrong = texts.get("chart.export.badName");
        } else if (!possible(folder.getText())) {
            wrong = texts.get("chart.export.badFolder");
        }
        problem.setText(wrong);
        export.setDisable(!wrong.isEmpty());
        fit();
    }

    private static boolean possible(String text) {
        try {
            Path path = Path.of(text.strip());
            return !text.isBlank() && !Files.isRegularFile(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void browse() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("chart.export.folder"));
        Path start = possible(folder.getText()) ? folder() : null;
        while (start != null && !Files.isDirectory(start)) {
            start = start.getParent();
        }
        if (start != null) {
            chooser.setInitialDirectory(start.toFile());
        }
        File chosen = chooser.showDialog(getScene().getWindow());
        if (chosen != null) {
            folder.setText(chosen.toString());
        }
    }

    private ToggleButton width(String text, double value) {
        ToggleButton button = new ToggleButton(text);
        button.setUserData(value);
        button.setToggleGroup(widths);
        return button;
    }

    private void choose(double width) {
        widths.selectToggle(width == Scene.ONE_COLUMN ? one : width == Scene.TWO_COLUMNS ? two : custom);
    }

    private void widthChanged() {
        points.setDisable(widths.getSelectedToggle() != custom);
        millimetres.setText(texts.get(
                "chart.export.points",
                String.format(Locale.ROOT, "%.1f", points.getValue() * MILLIMETRES_IN_A_POINT)));
    }

    private void fit() {
        if (getScene() != null && getScene().getWindow() != null) {
            getScene().getWindow().sizeToScene();
        }
    }

    private static String name(Format format) {
        return switch (format) {
            case LATEX -> "LaTeX";
            case TIKZ -> "TikZ";
            default -> format.name();
        };
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(8, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void row(int row, String key, Node field) {
        Label label = new Label(texts.get(key));
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        add(label, 0, row);
        add(field, 1, row);
    }
}
