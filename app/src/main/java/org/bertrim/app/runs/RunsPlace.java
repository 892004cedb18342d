package org.bertrim.app.runs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Tone;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunStatus;

/**
 * The Runs place. It follows {@link RunCenter#rows()}; whoever owns the center asks it to {@link RunCenter#refresh()}, also while
 * another place is on the screen, because the queue goes on.
 */
public final class RunsPlace implements Place {

    private final RunsViewModel model;
    private final RunsView view;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper(this, "state", "");
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(this, "stateTone", Tone.NEUTRAL);
    private final ObservableList<Node> actions = FXCollections.observableArrayList();
    private final InvalidationListener changed = change -> show();

    private final Button delete;
    private final Button folder;
    private final Button duplicate;
    private final Button retry;
    private final Button stop;
    private final Button pause;
    private final Button proceed;
    private final Button resume;
    private final Button open;

    /** The place with its view. */
    public RunsPlace(AppContext context, RunCenter center) {
        this.model = new RunsViewModel(context, center, Clock.systemDefaultZone());
        this.view = new RunsView(model);
        title.set(context.texts().get("runs.title"));
        delete = button("delete", "bt-quiet", model.commands()::delete);
        folder = button("folder", "bt-quiet", model.commands()::openFolder);
        duplicate = button("duplicate", "", model.commands()::duplicate);
        retry = button("retry", "", model.commands()::retry);
        stop = button("stop", "bt-quiet", model.commands()::stop);
        pause = button("pause", "", model.commands()::pause);
        proceed = button("continue", "", model.commands()::proceed);
        resume = button("resume", "", model.commands()::resume);
        open = button("open", "bt-primary", model.commands()::open);
        model.selected().addListener(changed);
        model.revision().addListener(changed);
        show();
    }

    private Button button(String key, String style, Runnable action) {
        Button button = new Button(model.texts().get("runs.action." + key));
        button.setTooltip(new Tooltip(model.texts().get("runs.action." + key + ".tip")));
        button.setId("runs-" + key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        if (!style.isEmpty()) {
            button.getStyleClass().add(style);
        }
        button.setOnAction(event -> action.run());
        return button;
    }

    /** The actions that the chosen runs allow; without a choice only what makes a first run. */
    private void show() {
        state.set(model.state());
        tone.set(model.stateTone());
        boolean one = model.selected().size() == 1;
        boolean some = !model.selected().isEmpty();
        List<Node> now = new ArrayList<>();
        add(now, delete, some && model.commands().any(status -> !status.isActive()));
        add(now, stop, model.commands().any(RunStatus::canStop));
        add(now, folder, one);
        add(now, duplicate, one && !model.commands().any(status -> status == RunStatus.DAMAGED));
        add(now, retry, model.commands().any(status -> status != RunStatus.DAMAGED && !status.isActive() && status != RunStatus.QUEUED));
        add(now, pause, model.commands().any(RunStatus::canPause));
        add(now, proceed, model.commands().any(RunStatus::canProceed));
        add(now, resume, model.commands().any(RunStatus::canResume));
        add(now, open, one);
        if (!actions.equals(now)) {
            actions.setAll(now);
        }
    }

    private static void add(List<Node> actions, Button button, boolean allowed) {
        if (allowed) {
            actions.add(button);
        }
    }

    @Override
    public PlaceId id() {
        return PlaceId.RUNS;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyStringProperty state() {
        return state.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Tone> stateTone() {
        return tone.getReadOnlyProperty();
    }

    @Override
    public ObservableList<Node> actions() {
        return actions;
    }

    @Override
    public void dispose() {
        model.selected().removeListener(changed);
        model.revision().removeListener(changed);
        view.dispose();
        model.dispose();
    }
}
