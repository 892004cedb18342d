package org.bertrim.app.shell;

import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.Tone;

/** The line under the top bar: what is on the screen, its state, and what can be done with it now. */
final class TitleLine extends HBox {

    private final Label title = new Label();
    private final Label state = new Label();
    private final Label remark = new Label();
    private final HBox actions = new HBox();

    TitleLine() {
        getStyleClass().add("bt-title-line");
        setAlignment(Pos.CENTER_LEFT);
        title.setId("place-title");
        title.getStyleClass().add("bt-title");
        title.setMinWidth(60);
        state.setId("place-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        state.managedProperty().bind(state.visibleProperty());
        state.visibleProperty().bind(state.textProperty().isNotEmpty());
        remark.setId("place-remark");
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        remark.managedProperty().bind(remark.visibleProperty());
        remark.visibleProperty().bind(remark.textProperty().isNotEmpty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        actions.setId("place-actions");
        actions.getStyleClass().add("bt-title-actions");
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(title, state, remark, space, actions);
    }

    /** Says where the user will be; only while no place is followed. */
    void expect(String name) {
        title.setText(name);
    }

    /** Follows a place from now on, and no other. */
    void show(Place place) {
        title.textProperty().bind(place.title());
        state.textProperty().bind(Bindings.createStringBinding(
                () -> place.state().get() == null ? "" : place.state().get(), place.state()));
        remark.textProperty().bind(Bindings.createStringBinding(
                () -> place.remark().get() == null ? "" : place.remark().get(), place.remark()));
        InvalidationListener paint = changed -> paint(place.stateTone().get());
        state.getProperties().put(TitleLine.class, paint); // as long as this place is shown the listener is held
        place.stateTone().addListener(new WeakInvalidationListener(paint));
        paint(place.stateTone().get());
        Bindings.bindContent(actions.getChildren(), place.actions());
    }

    /** Lets go of a place. */
    void leave(Place place) {
        Bindings.unbindContent(actions.getChildren(), place.actions());
        actions.getChildren().clear();
        title.textProperty().unbind();
        state.textProperty().unbind();
        remark.textProperty().unbind();
        state.getProperties().remove(TitleLine.class);
    }

    private void paint(Tone tone) {
        state.getStyleClass().setAll("label", "bt-chip");
        if (tone != null) {
            state.getStyleClass().add("bt-" + tone.name().toLowerCase(Locale.ROOT));
        }
    }
}
