package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;

/** The rows of one part of the form, in two columns where there is room; fields that may stay open are folded away. */
final class FieldGrid extends VBox {

    private static final double TWO_COLUMNS = 760;

    private final GridPane main = new GridPane();
    private final GridPane open = new GridPane();
    private final List<FormRow> mainRows = new ArrayList<>();
    private final List<FormRow> openRows = new ArrayList<>();
    private int columns;

    FieldGrid(FormViewModel form, Texts texts, Consumer<FieldWords> focused) {
        super(10);
        for (FieldViewModel field : form.main()) {
            Optional<FlagGroup> group = form.group(field);
            if (group.isEmpty()) {
                mainRows.add(new FieldRow(field, texts, focused));
            } else if (group.get().flags().get(0) == field) {
                mainRows.add(new FlagsRow(group.get(), texts, focused));
            }
        }
        form.open().forEach(field -> openRows.add(new FieldRow(field, texts, focused)));
        for (GridPane grid : List.of(main, open)) {
            grid.setHgap(28);
            grid.setVgap(9);
        }
        getChildren().add(main);
        if (!openRows.isEmpty()) {
            Button more = new Button();
            more.getStyleClass().addAll("bt-quiet", "design-more");
            boolean[] shown = {form.open().stream().anyMatch(field -> field.set().get())};
            Runnable show = () -> {
                open.setVisible(shown[0]);
                open.setManaged(shown[0]);
                more.setText(texts.get(shown[0] ? "design.less" : "design.more", openRows.size()));
            };
            more.setOnAction(event -> {
                shown[0] = !shown[0];
                show.run();
            });
            form.open().forEach(field -> field.set().addListener((property, before, now) -> {
                if (now) {
                    shown[0] = true;
                    show.run();
                }
            }));
            show.run();
            getChildren().addAll(more, open);
        }
        widthProperty().addListener((property, before, now) -> columns(now.doubleValue() >= TWO_COLUMNS ? 2 : 1));
        columns(2);
    }

    private void columns(int count) {
        if (count == columns) {
            return;
        }
        columns = count;
        lay(main, mainRows);
        lay(open, openRows);
    }

    private void lay(GridPane grid, List<FormRow> rows) {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            column.setHgrow(Priority.ALWAYS);
            column.setHalignment(HPos.LEFT);
            grid.getColumnConstraints().add(column);
        }
        List<FormRow> wide = rows.stream().filter(FormRow::wide).toList();
        int top = 0;
        for (FormRow row : wide) {
            grid.add(row, 0, top++, columns, 1);
        }
        List<FormRow> narrow = rows.stream().filter(row -> !row.wide()).toList();
        int height = columns == 1 ? narrow.size() : split(narrow);
        for (int i = 0; i < narrow.size(); i++) {
            grid.add(narrow.get(i), i < height ? 0 : 1, top + (i < height ? i : i - height));
        }
    }

    /** How many rows the first of two columns has: about half of them, but what belongs together stays together. */
    private static int split(List<FormRow> rows) {
        int half = (rows.size() + 1) / 2;
        int best = half;
        int nearest = 3; // farther from the middle than this the columns would look lopsided
        for (int i = 1; i < rows.size(); i++) {
            boolean border = !rows.get(i).group().equals(rows.get(i - 1).group());
            if (border && Math.abs(i - half) < nearest) {
                best = i;
                nearest = Math.abs(i - half);
            }
        }
        return best;
    }
}
