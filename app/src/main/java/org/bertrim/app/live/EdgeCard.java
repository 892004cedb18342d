package org.bertrim.app.live;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Numbers;
import org.bertrim.engine.figure.Cell;
import org.bertrim.engine.figure.Operations;

/** How probable each operation of one edge is, as bars below each other; it stands beside what is pointed at. */
final class EdgeCard extends VBox {

    private static final double LONGEST = 92;
    private static final double BAR = 6;

    private final Words words;
    private final org.bertrim.engine.figure.Words onScreen;
    private final Label title = new Label();
    private final Label remark = new Label();
    private final GridPane rows = new GridPane();

    EdgeCard(Words words, org.bertrim.engine.figure.Words onScreen) {
        super(2);
        this.words = words;
        this.onScreen = onScreen;
        getStyleClass().add("live-edge");
        title.getStyleClass().add("bt-card-head");
        remark.getStyleClass().add("bt-remark");
        rows.getStyleClass().add("live-edge-rows");
        rows.setHgap(8);
        rows.setVgap(1);
        rows.getColumnConstraints().addAll(new ColumnConstraints(), new ColumnConstraints(LONGEST), new ColumnConstraints());
        getChildren().addAll(title, remark, rows);
        setMouseTransparent(true);
        setVisible(false);
        setManaged(false);
    }

    void show(Cell cell, Cell.Edge edge) {
        title.setText(words.get("edge", cell.name(edge.from(), onScreen), cell.name(edge.to(), onScreen)));
        remark.setText(words.get(remarkKey(cell, edge), Operations.name(edge.operation(), onScreen)));
        rows.getChildren().clear();
        List<String> operations = edge.operations().isEmpty() ? List.of(edge.operation()) : edge.operations();
        for (int i = 0; i < operations.size(); i++) {
            double probability = edge.operations().isEmpty() ? edge.probability() : edge.probabilities().get(i);
            row(i, operations.get(i), probability, operations.get(i).equals(edge.operation()));
        }
        setVisible(true);
    }

    private static String remarkKey(Cell cell, Cell.Edge edge) {
        if (cell.derived()) {
            return edge.kept() ? "edge.kept" : "edge.dropped";
        }
        return edge.kept() ? "edge.strong" : "edge.weak";
    }

    private void row(int index, String operation, double probability, boolean leading) {
        Label name = new Label(Operations.name(operation, onScreen));
        Label percent = new Label(Numbers.fixed(100 * probability, 1));
        percent.getStyleClass().add("live-figures");
        for (Label label : List.of(name, percent)) {
            label.getStyleClass().add(leading ? "live-edge-leading" : "live-edge-other");
        }
        Region bar = new Region();
        double length = Math.max(1.5, LONGEST * probability);
        bar.setMinSize(length, BAR);
        bar.setMaxSize(length, BAR);
        bar.getStyleClass()
                .addAll(
                        "live-edge-bar",
                        "live-operation-" + Operations.family(operation).name().toLowerCase(Locale.ROOT));
        rows.addRow(index, name, bar, percent);
        GridPane.setHalignment(percent, HPos.RIGHT);
    }

    /** Stands beside a place, within a room. */
    void stand(double x, double y, double away, double width, double height) {
        double wide = Math.ceil(prefWidth(-1));
        double tall = Math.ceil(prefHeight(wide));
        double left = x + away + wide <= width ? x + away : Math.max(0, x - away - wide);
        double top = Math.max(0, Math.min(height - tall, y - tall / 2));
        resizeRelocate(Math.floor(left), Math.floor(top), wide, tall);
    }
}
