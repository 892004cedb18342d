package org.bertrim.app.runs;

import atlantafx.base.controls.CustomTextField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.bertrim.app.store.RunStatus;
import org.controlsfx.control.CheckComboBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The view of the Runs place: what must be said, the queue, the table with its filter, and what is chosen. */
final class RunsView extends VBox {

    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");
    private static final Duration TYPING = Duration.millis(120);

    private final RunsViewModel model;
    private final RunTable table;
    private final GroupTable groups;
    private final QueueList queue;
    private final RunDetails details;
    private final InvalidationListener changed = change -> show();
    private final InvalidationListener prompted = change -> showPrompts();
    private final PauseTransition typing = new PauseTransition(TYPING);

    @FXML
    private VBox promptBox;

    @FXML
    private VBox queueCard;

    @FXML
    private Label queueRemark;

    @FXML
    private ToggleButton hold;

    @FXML
    private VBox tableCard;

    @FXML
    private Label count;

    @FXML
    private CustomTextField search;

    @FXML
    private CheckComboBox<RunStatus> statuses;

    @FXML
    private CheckComboBox<String> methods;

    @FXML
    private CheckComboBox<String> tasks;

    @FXML
    private ComboBox<Grouping> grouping;

    @FXML
    private Button back;

    @FXML
    private MenuButton columns;

    @FXML
    private StackPane tableBox;

    RunsView(RunsViewModel model) {
        this.model = model;
        this.table = new RunTable(model);
        this.groups = new GroupTable(model);
        this.queue = new QueueList(model);
        this.details = new RunDetails(model);
        FXMLLoader loader = new FXMLLoader(RunsView.class.getResource("runs.fxml"), model.texts().bundle("runs"));
        loader.setRoot(this);
        loader.setController(this);
        try {
            loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        getStyleClass().add("runs");
        queueCard.getChildren().add(queue.list());
        tableBox.getChildren().addAll(table.table(), groups.table());
        getChildren().add(details.pane());
        table.table().setPlaceholder(placeholder(false));
        filterControls();
        groupControls();
        ColumnMenu.fill(columns, model, table);
        hold.setGraphic(new FontIcon(Feather.PAUSE_CIRCLE));
        hold.setTooltip(new Tooltip(model.texts().get("runs.hold.tip")));
        hold.setOnAction(event -> model.queue().hold(hold.isSelected()));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (FIND.match(event)) {
                search.requestFocus();
                search.selectAll();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && back.isVisible()) {
                closeGroup();
                event.consume();
            }
        });
        model.revision().addListener(changed);
        model.shown().addListener(changed);
        model.prompts().list().addListener(prompted);
        show();
        showPrompts();
    }

    RunTable table() {
        return table;
    }

    private void filterControls() {
        search.setLeft(new FontIcon(Feather.SEARCH));
        search.getStyleClass().add("runs-search");
        search.setTooltip(new Tooltip(model.texts().get("runs.search.tip")));
        search.textProperty().addListener(change -> typing.playFromStart());
        typing.setOnFinished(event -> filter());
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                filter();
                event.consume();
            }
        });
        statuses.getItems().setAll(RunStatus.values());
        choice(statuses, status -> model.texts().get("store.status." + status.key()));
        options(methods, model.methods(), type -> model.words().method(type));
        options(tasks, model.tasks(), RunWords::brief);
    }

    private void groupControls() {
        grouping.getItems().add(null);
        grouping.getItems().addAll(Grouping.values());
        grouping.setConverter(said(by -> model.texts().get("runs.group.by." + (by == null ? "none" : by.key()))));
        grouping.setValue(model.groups().grouping().get());
        grouping.setMinWidth(USE_PREF_SIZE);
        grouping.setTooltip(new Tooltip(model.texts().get("runs.group.by.tip")));
        grouping.setOnAction(event -> model.group(grouping.getValue()));
        back.setGraphic(new FontIcon(Feather.CHEVRON_LEFT));
        back.setTooltip(new Tooltip(model.texts().get("runs.group.back.tip")));
        back.setOnAction(event -> closeGroup());
    }

    private void closeGroup() {
        model.closeGroup();
        groups.table().requestFocus();
    }

    private static <T> StringConverter<T> said(Function<T, String> text) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return text.apply(value);
            }

            @Override
            public T fromString(String said) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        };
    }

    private <T> void choice(CheckComboBox<T> box, Function<T, String> text) {
        box.setConverter(said(value -> value == null ? "" : text.apply(value)));
        box.setMinWidth(USE_PREF_SIZE);
        box.getCheckModel().getCheckedItems().addListener((InvalidationListener) change -> {
            box.setShowCheckedCount(!box.getCheckModel().isEmpty());
            filter();
        });
    }

    private void options(CheckComboBox<String> box, ObservableList<String> options, Function<String, String> text) {
        choice(box, text);
        box.getItems().setAll(options);
        options.addListener((ListChangeListener<String>) change -> {
            List<String> checked = List.copyOf(box.getCheckModel().getCheckedItems());
            box.getCheckModel().clearChecks();
            box.getItems().setAll(options);
            checked.stream().filter(options::contains).forEach(box.getCheckModel()::check);
        });
    }

    private void filter() {
        model.filter().set(new RunFilter(
                search.getText().strip(), checked(statuses), checked(methods), checked(tasks)));
    }

    private static <T> Set<T> checked(CheckComboBox<T> box) {
        return Set.copyOf(box.getCheckModel().getCheckedItems());
    }

    private void clearFilter() {
        search.clear();
        statuses.getCheckModel().clearChecks();
        methods.getCheckModel().clearChecks();
        tasks.getCheckModel().clearChecks();
        filter();
    }

    private VBox placeholder(boolean nothingYet) {
        return nothingYet
                ? RunPlaceholder.nothingYet(model)
                : RunPlaceholder.nothingFound(model, this::clearFilter);
    }

    private void show() {
        count.setText(model.isLoaded() ? model.count() : model.texts().get("runs.loading"));
        boolean queued = !model.queue().rows().isEmpty() || model.queue().isHeld();
        queueCard.setVisible(queued);
        queueCard.setManaged(queued);
        queue.list().setVisible(!model.queue().rows().isEmpty());
        queue.list().setManaged(!model.queue().rows().isEmpty());
        queueRemark.setText(model.texts().get(model.queue().isHeld() ? "runs.queue.held" : "runs.queue.rule"));
        hold.setSelected(model.queue().isHeld());
        boolean empty = model.isLoaded() && !model.hasRuns();
        for (Node control : List.of(search, statuses, methods, tasks, grouping, columns, count)) {
            control.setVisible(!empty);
        }
        boolean grouped = model.groups().areShown() && !empty;
        boolean moved = grouped != groups.table().isVisible();
        groups.table().setVisible(grouped);
        table.table().setVisible(!grouped);
        columns.setVisible(!empty && !grouped);
        columns.setManaged(columns.isVisible());
        back.setVisible(!model.groups().openedName().isEmpty());
        back.setManaged(back.isVisible());
        back.setText(model.groups().openedName());
        back.setAccessibleText(model.texts().get("runs.group.back", model.groups().openedName()));
        if (moved && !grouped && back.isVisible()) {
            table.table().requestFocus(); // the group was opened with a key or the mouse: go on in its runs
        }
        table.table().pseudoClassStateChanged(NOTHING, empty);
        if (empty != "empty".equals(table.table().getPlaceholder().getUserData())) {
            VBox said = placeholder(empty);
            said.setUserData(empty ? "empty" : "none");
            table.table().setPlaceholder(said);
        }
        table.table().getPlaceholder().setVisible(model.isLoaded());
    }

    private void showPrompts() {
        promptBox.getChildren().setAll(model.prompts().list().stream().map(prompt -> PromptBar.of(prompt, model.prompts())).toList());
        promptBox.setVisible(!model.prompts().list().isEmpty());
        promptBox.setManaged(!model.prompts().list().isEmpty());
    }

    void dispose() {
        model.revision().removeListener(changed);
        model.shown().removeListener(changed);
        model.prompts().list().removeListener(prompted);
        table.dispose();
        groups.dispose();
        queue.dispose();
        details.dispose();
    }
}
