package org.bertrim.app.runs;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.bertrim.app.common.Texts;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What runs and what waits: progress, pause and stop, and the order, by buttons, by Alt with the arrow keys, and by dragging. */
final class QueueList {

    private static final double ROW = 34;
    private static final int ROWS = 4;
    private static final int FEW_ROWS = 2;
    private static final double LOW = 660;
    private static final double NAME_WIDTH = 190;
    private static final double NAME_SHARE = 0.24;
    private static final double STATUS_WIDTH = 104;

    private final RunsViewModel model;
    private final ListView<RunRow> list = new ListView<>();
    private final InvalidationListener sized = change -> size();

    QueueList(RunsViewModel model) {
        this.model = model;
        list.setId("runs-queue");
        list.setAccessibleText(model.texts().get("runs.queue"));
        list.setFixedCellSize(ROW);
        list.setItems(model.queue().rows());
        list.setCellFactory(ignored -> new Cell());
        list.setOnKeyPressed(this::key);
        model.queue().rows().addListener(sized);
        list.sceneProperty().flatMap(Scene::heightProperty).addListener(change -> size());
        size();
    }

    ListView<RunRow> list() {
        return list;
    }

    private void size() {
        boolean low = list.getScene() != null && list.getScene().getHeight() < LOW + ROW * 2;
        double height = ROW * Math.max(1, Math.min(low ? FEW_ROWS : ROWS, model.queue().rows().size())) + 2;
        list.setMinHeight(height);
        list.setPrefHeight(height);
        list.setMaxHeight(height);
    }

    private void key(KeyEvent event) {
        RunRow row = list.getSelectionModel().getSelectedItem();
        if (row == null) {
            return;
        }
        if (event.isAltDown() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
            model.queue().move(row, event.getCode() == KeyCode.UP ? -1 : 1);
        } else if (event.getCode() == KeyCode.ENTER) {
            model.commands().open(row);
        } else if (event.getCode() == KeyCode.DELETE) {
            model.commands().stop(List.of(row));
        } else {
            return;
        }
        event.consume();
    }

    void dispose() {
        model.queue().rows().removeListener(sized);
    }

    /** One run of the queue. */
    private final class Cell extends ListCell<RunRow> {

        private final Label place = new Label();
        private final Label name = new Label();
        private final Label status = new Label();
        private final ProgressBar bar = new ProgressBar();
        private final Label remark = new Label();
        private final Button pause = button("runs.action.pause", Feather.PAUSE, () -> act(model.commands()::pause));
        private final Button proceed = button("runs.action.continue", Feather.PLAY, () -> act(model.commands()::proceed));
        private final Button up = button("runs.queue.up", Feather.ARROW_UP, () -> model.queue().move(getItem(), -1));
        private final Button down = button("runs.queue.down", Feather.ARROW_DOWN, () -> model.queue().move(getItem(), 1));
        private final Button end = button("runs.queue.end", Feather.X, () -> model.commands().stop(List.of(getItem())));
        private final HBox content;
        private final ChangeListener<RunInfo> changed = (property, before, now) -> showFollowed();
        private @Nullable RunRow followed;

        Cell() {
            place.getStyleClass().addAll("bt-remark", "runs-place");
            name.getStyleClass().add("bt-number");
            name.setMinWidth(NAME_WIDTH);
            name.prefWidthProperty().bind(widthProperty().multiply(NAME_SHARE)); // the same in every row
            name.setMaxWidth(Region.USE_PREF_SIZE);
            status.getStyleClass().addAll("bt-chip", "runs-status");
            status.setMinWidth(Region.USE_PREF_SIZE);
            remark.getStyleClass().add("bt-remark");
            remark.setMinWidth(40);
            bar.setPrefWidth(100);
            bar.setMinWidth(60);
            remark.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(remark, Priority.ALWAYS);
            HBox state = new HBox(status);
            state.setAlignment(Pos.CENTER_LEFT);
            state.setMinWidth(STATUS_WIDTH);
            content = new HBox(10, place, name, state, bar, remark, pause, proceed, up, down, end);
            content.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0); // as wide as the list, however long a name is
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setOnDragDetected(event -> {
                if (isWaiting()) {
                    ClipboardContent id = new ClipboardContent();
                    id.putString(getItem().id());
                    startDragAndDrop(TransferMode.MOVE).setContent(id);
                    event.consume();
                }
            });
            setOnDragOver(event -> {
                if (isWaiting() && event.getDragboard().hasString() && event.getGestureSource() != this) {
                    event.acceptTransferModes(TransferMode.MOVE);
                }
                event.consume();
            });
            setOnDragDropped(event -> {
                model.queue().moveTo(event.getDragboard().getString(), getItem());
                event.setDropCompleted(true);
                event.consume();
            });
        }

        private boolean isWaiting() {
            return getItem() != null && getItem().info().status() == RunStatus.QUEUED;
        }

        private Button button(String key, Feather sign, Runnable action) {
            Texts texts = model.texts();
            Button button = new Button(texts.get(key), new FontIcon(sign));
            button.setAccessibleText(texts.get(key));
            button.setTooltip(new Tooltip(texts.get(key + ".tip")));
            button.getStyleClass().addAll("bt-quiet", "runs-small");
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(event -> action.run());
            return button;
        }

        private void act(Consumer<List<RunRow>> action) {
            action.accept(List.of(getItem()));
        }

        @Override
        protected void updateItem(RunRow row, boolean empty) {
            super.updateItem(row, empty);
            if (followed != null) {
                followed.infoProperty().removeListener(changed);
                followed = null;
            }
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            followed = row;
            row.infoProperty().addListener(changed);
            show(row.info());
            setGraphic(content);
        }

        /** A run that ends leaves the queue while its change is still being told: then nobody is followed, and the new value is null. */
        private void showFollowed() {
            if (followed != null) {
                show(followed.info());
            }
        }

        private void show(RunInfo run) {
            boolean active = run.status().isActive();
            int index = getIndex();
            place.setText(active ? "" : Integer.toString(index + 1 - activeCount()));
            name.setText(run.design().name());
            RunSigns.dress(status, run.status(), model.words().status(run));
            visible(bar, active);
            RunInfo.Progress progress = run.progress();
            bar.setProgress(progress == null ? 0 : progress.share());
            remark.setText(active ? model.words().progress(run) : remark(run));
            visible(pause, run.status().canPause());
            visible(proceed, run.status().canProceed());
            visible(up, !active);
            visible(down, !active);
            up.setDisable(index == activeCount());
            down.setDisable(index == model.queue().rows().size() - 1);
            end.setText(model.texts().get(active ? "runs.queue.stop" : "runs.queue.end"));
            end.setDisable(!run.status().canStop());
        }

        private String remark(RunInfo run) {
            return model.texts()
                    .get("runs.queue.remark", model.words().method(run), RunWords.brief(run.design().task()), run.design().device());
        }

        private int activeCount() {
            return (int) model.queue().rows().stream().filter(row -> row.info().status().isActive()).count();
        }

        private static void visible(Node node, boolean now) {
            node.setVisible(now);
            node.setManaged(now);
        }
    }
}
