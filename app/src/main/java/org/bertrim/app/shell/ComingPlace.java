package org.bertrim.app.shell;

import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.bertrim.app.common.Fxml;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.kordamp.ikonli.javafx.FontIcon;

/** A place that a later version of Bertrim fills: it says what will be here and offers what can be done already. */
final class ComingPlace implements Place {

    private final PlaceId id;
    private final ReadOnlyStringWrapper title;
    private final ReadOnlyStringWrapper state;
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.NEUTRAL);
    private final Node view;

    ComingPlace(PlaceId id, PlaceId next, Texts texts, Navigator navigator) {
        this.id = id;
        String key = id.name().toLowerCase(Locale.ROOT);
        title = new ReadOnlyStringWrapper(texts.get("shell.place." + key));
        state = new ReadOnlyStringWrapper(texts.get("shell.coming.state"));
        Fxml screen = Fxml.load(ComingPlace.class, "coming", texts);
        screen.find("icon", FontIcon.class).setIconCode(Rail.icon(id));
        screen.find("sentence", Label.class).setText(texts.get("shell.coming." + key));
        Button button = screen.find("next", Button.class);
        button.setText(texts.get("shell.coming." + key + ".next"));
        button.setOnAction(event -> navigator.open(next));
        view = screen.root();
    }

    @Override
    public PlaceId id() {
        return id;
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
        return FXCollections.emptyObservableList();
    }
}
