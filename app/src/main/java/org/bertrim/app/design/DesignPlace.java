package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Tone;

/** Where an experiment is designed and started. */
public final class DesignPlace implements Place {

    private final BorderPane view = new BorderPane();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.NEUTRAL);
    private final ObservableList<Node> actions = FXCollections.observableArrayList();

    /** The place, with the draft that was open last. */
    public DesignPlace(AppContext context) {
        title.set(context.workspace().toString());
    }

    /** Opens an experiment as a new draft. */
    public void load(JsonNode experiment) {
        title.set(experiment.path("name").asText());
    }

    @Override
    public PlaceId id() {
        return PlaceId.DESIGN;
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
}
