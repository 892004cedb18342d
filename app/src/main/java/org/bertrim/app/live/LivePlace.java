package org.bertrim.app.live;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Tone;

/** The place that shows one run: waiting, working, or done. */
public final class LivePlace implements Place {

    private final AppContext context;
    private final StackPane view = new StackPane();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Tone> stateTone = new ReadOnlyObjectWrapper<>(Tone.NEUTRAL);
    private final ObservableList<Node> actions = FXCollections.observableArrayList();

    public LivePlace(AppContext context) {
        this.context = context;
        title.set(context.texts().get("live.title"));
    }

    /** Shows a run, whatever its state; its events are read in the background. */
    public void open(String runId) {
        title.set(runId);
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
        return title.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyStringProperty state() {
        return state.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Tone> stateTone() {
        return stateTone.getReadOnlyProperty();
    }

    @Override
    public ObservableList<Node> actions() {
        return actions;
    }
}
