package org.bertrim.app.live;

import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Tone;
import org.jspecify.annotations.Nullable;

/** What happened, line by line: searched, followed or held, copied. */
final class LogPanel implements Panel {

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final LiveViewModel model;
    private final LogModel log;
    private final Words words;
    private final ListView<LogLine> list;
    private final HBox controls;
    private final StackPane body = new StackPane();

    LogPanel(LiveViewModel model) {
        this.model = model;
        this.log = model.log();
        this.words = model.words();
        list = new ListView<>(log.lines());
        list.getStyleClass().addAll("live-list", "bt-mono");
        list.setAccessibleText(words.get("log"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(view -> new Row());
        list.setPlaceholder(placeholder());
        list.setMinSize(0, 0);
        list.setOnKeyPressed(event -> {
            if (COPY.match(event)) {
                copy(list.getSelectionModel().getSelectedItems());
                event.consume();
            }
        });
        log.lines().addListener((ListChangeListener<LogLine>) change -> follow());
        log.followProperty().addListener((property, old, now) -> follow());
        list.heightProperty().addListener((property, old, now) -> follow());
        body.setMinSize(0, 0);
        body.getChildren().add(list);
        controls = tools();
    }

    private Label placeholder() {
        Label label = new Label(words.get("log.empty"));
        label.getStyleClass().add("bt-remark");
        return label;
    }

    private HBox tools() {
        Segments<LogModel.Source> sources = new Segments<>(
                words.get("log.source"),
                List.of(LogModel.Source.values()),
                log.sourceProperty(),
                source -> words.get("log.source." + source.name().toLowerCase(Locale.ROOT)),
                source -> words.get("log.source." + source.name().toLowerCase(Locale.ROOT) + ".tip"));
        TextField search = new TextField();
        search.getStyleClass().add("live-search");
        search.setPromptText(words.get("log.search"));
        search.setAccessibleText(words.get("log.search"));
        search.setPrefWidth(120);
        search.setMinWidth(50);
        search.textProperty().bindBidirectional(log.searchProperty());
        ToggleButton follow = Panel.named(new ToggleButton(words.get("log.follow")), words.get("log.follow"),
                words.get("log.follow.tip"));
        follow.getStyleClass().add("bt-quiet");
        follow.selectedProperty().bindBidirectional(log.followProperty());
        Button copy = Panel.named(new Button(words.get("log.copy")), words.get("log.copy"), words.get("log.copy.tip"));
        copy.getStyleClass().add("bt-quiet");
        copy.setOnAction(event -> put(log.copy()));
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox tools = new HBox(8, sources, search, spring, follow, copy);
        tools.getStyleClass().add("live-controls");
        return tools;
    }

    private void follow() {
        if (log.followProperty().get() && !log.lines().isEmpty()) {
            FxBackground.afterwards(() -> list.scrollTo(Math.max(0, log.lines().size() - 1)));
        }
    }

    private static void copy(List<LogLine> lines) {
        put(String.join("\n", lines.stream().map(LogLine::whole).toList()));
    }

    private static void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public String name() {
        return words.get("log");
    }

    @Override
    public Node controls() {
        return controls;
    }

    @Override
    public Node body() {
        return body;
    }

    @Override
    public boolean present() {
        return model.pictureProperty().get() != null;
    }

    @Override
    public void refresh() {
        // the list follows the model's lines by itself
    }

    /** One line, its time quieter than its words. */
    private static final class Row extends ListCell<LogLine> {

        private static final List<String> TONES = List.of("live-caution", "live-bad", "live-good");

        private final Label time = new Label();
        private final Label text = new Label();
        private final HBox box = new HBox(10, time, text);

        Row() {
            time.getStyleClass().add("live-time");
            time.setMinWidth(Region.USE_PREF_SIZE);
            text.getStyleClass().add("live-line");
            text.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable LogLine line, boolean empty) {
            super.updateItem(line, empty);
            text.getStyleClass().removeAll(TONES);
            if (empty || line == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            time.setText(line.time());
            time.setManaged(!line.time().isEmpty());
            text.setText(line.text());
            if (line.tone() == Tone.CAUTION) {
                text.getStyleClass().add("live-caution");
            } else if (line.tone() == Tone.BAD) {
                text.getStyleClass().add("live-bad");
            } else if (line.tone() == Tone.GOOD) {
                text.getStyleClass().add("live-good");
            }
            setAccessibleText(line.whole());
            setGraphic(box);
            Tooltip tip = new Tooltip(line.text());
            tip.setWrapText(true);
            tip.setMaxWidth(560);
            setTooltip(line.text().length() > 90 ? tip : null);
        }
    }
}
