package org.bertrim.app.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Refresh;
import org.bertrim.app.common.Tone;

/** The place that shows one run: waiting, working, or done. A working one is read three times in two seconds, any other every two. */
public final class LivePlace implements Place {

    private static final Duration OFTEN = Duration.ofMillis(700);
    private static final Duration SELDOM = Duration.ofSeconds(2);

    private final LiveViewModel model;
    private final Words words;
    private final NoRunView none;
    private final LiveView view;
    private final ObservableList<Node> actions = FXCollections.observableArrayList();
    private final Refresh often;
    private final Refresh seldom;
    private final MenuButton seeds;
    private final Button stop;
    private final Button pause;
    private final Button proceed;
    private final Button resume;
    private boolean onScreen;

    /** Makes the place; it reads nothing before it is shown. */
    public LivePlace(AppContext context) {
        model = new LiveViewModel(context);
        words = model.words();
        none = new NoRunView(context, words);
        view = new LiveView(context, model, none);
        often = Refresh.reading(context.background(), OFTEN, model::read, model::apply, model::readFailed);
        seldom = Refresh.reading(context.background(), SELDOM, model::read, model::apply, model::readFailed);
        seeds = Panel.named(new MenuButton(), words.get("seeds"), words.get("seeds.tip"));
        stop = button("stop", "bt-quiet", model.requests()::askToStop);
        pause = button("pause", "bt-primary", model.requests()::pause);
        proceed = button("continue", "bt-primary", model.requests()::proceed);
        resume = button("resume", "bt-primary", model.requests()::resume);
        model.revisionProperty().addListener((property, old, now) -> {
            showActions(context);
            poll();
        });
        model.requests().requestProperty().addListener((property, old, now) -> showActions(context));
        model.requests().askingProperty().addListener((property, old, now) -> {
            if (now) {
                view.focusQuestion();
            }
        });
    }

    private Button button(String key, String styleClass, Runnable action) {
        Button button = Panel.named(new Button(words.get(key)), words.get(key), words.get(key + ".tip"));
        button.getStyleClass().add(styleClass);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Shows a run, whatever its state; its events are read in the background. */
    public void open(String runId) {
        model.open(runId);
        poll();
    }

    private void showActions(AppContext context) {
        RunRequests.Request request = model.requests().requestProperty().get();
        RunPicture picture = model.pictureProperty().get();
        List<Node> wanted = new ArrayList<>();
        if (picture != null) {
            if (model.siblings().size() > 1) {
                fillSeeds(context);
                wanted.add(seeds);
            }
            switch (model.standing()) {
                case WORKING -> wanted.addAll(List.of(stop, pause));
                case PAUSED -> wanted.addAll(List.of(stop, proceed));
                case ENDED, FAILED -> wanted.add(resume);
                default -> {} // nothing to be done here with one that waits or is finished
            }
        }
        boolean waits = request != RunRequests.Request.NONE;
        for (Button each : List.of(stop, pause, proceed, resume)) {
            each.setDisable(waits);
        }
        pause.setText(words.get(request == RunRequests.Request.PAUSE ? "pause.waits" : "pause"));
        stop.setText(words.get(request == RunRequests.Request.STOP ? "stop.waits" : "stop"));
        proceed.setText(words.get(request == RunRequests.Request.CONTINUE ? "continue.waits" : "continue"));
        resume.setText(words.get(request == RunRequests.Request.RESUME ? "resume.waits" : "resume"));
        if (!actions.equals(wanted)) {
            actions.setAll(wanted);
        }
    }

    private void fillSeeds(AppContext context) {
        ToggleGroup group = new ToggleGroup();
        List<RadioMenuItem> items = new ArrayList<>();
        for (RunPicture.Sibling sibling : model.siblings()) {
            RadioMenuItem item = new RadioMenuItem(words.get("fact.seed", Long.toString(sibling.seed())));
            item.setToggleGroup(group);
            boolean own = sibling.runId().equals(model.runId());
            item.setSelected(own);
            if (own) {
                seeds.setText(words.get(
                        "seeds.one", Long.toString(sibling.seed()), Integer.toString(model.siblings().size())));
            }
            item.setOnAction(event -> context.navigator().openRun(sibling.runId()));
            items.add(item);
        }
        if (!seeds.isShowing()) {
            seeds.getItems().setAll(items);
        }
    }

    private void poll() {
        RunPicture picture = model.pictureProperty().get();
        boolean some = onScreen && !model.runId().isEmpty();
        boolean quick = picture == null || picture.active();
        set(often, some && quick);
        set(seldom, some && !quick);
        if (onScreen && !some) {
            none.look();
        }
    }

    private static void set(Refresh refresh, boolean on) {
        if (on) {
            refresh.start();
        } else {
            refresh.stop();
        }
    }

    @Override
    public PlaceId id() {
        return PlaceId.LIVE;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ReadOnlyStringProperty title() {
        return model.titleProperty();
    }

    @Override
    public ReadOnlyStringProperty state() {
        return model.stateProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Tone> stateTone() {
        return model.toneProperty();
    }

    @Override
    public ObservableList<Node> actions() {
        return actions;
    }

    @Override
    public void shown() {
        onScreen = true;
        poll();
    }

    @Override
    public void hidden() {
        onScreen = false;
        poll();
    }

    @Override
    public void dispose() {
        hidden();
    }
}
