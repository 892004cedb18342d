package org.bertrim.app.live;

import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.bertrim.app.common.Numbers;
import org.jspecify.annotations.Nullable;

/** What the run proved of its models: passed or failed, value and limit. */
final class ChecksPanel implements Panel {

    private final LiveViewModel model;
    private final Words words;
    private final ObservableList<Check> checks = FXCollections.observableArrayList();
    private final ListView<Check> list = new ListView<>(checks);
    private final Label remark = new Label();
    private final HBox controls = new HBox(8, remark);

    ChecksPanel(LiveViewModel model) {
        this.model = model;
        this.words = model.words();
        remark.getStyleClass().add("bt-remark");
        controls.getStyleClass().add("live-controls");
        list.getStyleClass().add("live-list");
        list.setAccessibleText(words.get("checks"));
        list.setCellFactory(view -> new Row());
        list.setMinSize(0, 0);
    }

    @Override
    public String name() {
        return words.get("checks");
    }

    @Override
    public Node controls() {
        return controls;
    }

    @Override
    public Node body() {
        return list;
    }

    @Override
    public boolean present() {
        return !model.checks().isEmpty();
    }

    @Override
    public void refresh() {
        List<Check> now = model.checks();
        if (!checks.equals(now)) {
            checks.setAll(now);
        }
        long passed = now.stream().filter(Check::passed).count();
        remark.setText(words.get("checks.remark", Long.toString(passed), Integer.toString(now.size())));
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return value == 0 || size >= 0.001 && size < 10_000
                ? Numbers.fixed(value, 4).replaceAll("\\.?0+$", "")
                : String.format(Locale.ROOT, "%.1e", value);
    }

    /** One check: the sign and the word, what it is, the value and its limit. */
    private final class Row extends ListCell<Check> {

        private final Label verdict = new Label();
        private final Label name = new Label();
        private final Label value = new Label();
        private final HBox box;

        Row() {
            verdict.setMinWidth(64);
            name.setMinWidth(0);
            Region spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            value.getStyleClass().addAll("bt-remark", "live-figures");
            value.setMinWidth(Region.USE_PREF_SIZE);
            box = new HBox(8, verdict, name, spring, value);
            box.getStyleClass().add("live-controls");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Check check, boolean empty) {
            super.updateItem(check, empty);
            if (empty || check == null) {
                setGraphic(null);
                return;
            }
            verdict.setText(words.get(check.passed() ? "checks.passed" : "checks.failed"));
            verdict.getStyleClass().setAll("label", check.passed() ? "live-good" : "bt-problem");
            name.setText(check.name());
            value.setText(words.get("checks.value", number(check.value()), number(check.limit())));
            setGraphic(box);
            setAccessibleText(verdict.getText() + ": " + check.name() + ", " + value.getText());
        }
    }
}
