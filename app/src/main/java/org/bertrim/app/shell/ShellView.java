package org.bertrim.app.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.jspecify.annotations.Nullable;

/** The frame: rail at the left, bar on top, title line, and the place in the rest; over it, panels and failures. */
final class ShellView extends StackPane {

    private final Rail rail;
    private final TopBar bar;
    private final TitleLine title = new TitleLine();
    private final StackPane room = new StackPane();
    private final Overlay overlay = new Overlay();
    private @Nullable Place shown;

    ShellView(Rail rail, TopBar bar, FailureBanner banner) {
        this.rail = rail;
        this.bar = bar;
        getStyleClass().add("bt-shell");
        room.getStyleClass().add("bt-room");
        VBox.setVgrow(room, Priority.ALWAYS);
        BorderPane frame = new BorderPane(new VBox(title, room));
        frame.setTop(bar);
        BorderPane whole = new BorderPane(frame);
        whole.setLeft(rail);
        StackPane.setAlignment(banner, Pos.BOTTOM_RIGHT);
        getChildren().addAll(whole, banner, overlay);
    }

    /** Says where the user will be, before the place is made. */
    void expect(PlaceId id, String name) {
        rail.here(id);
        bar.here(name);
        title.expect(name);
    }

    /** Puts a place on the screen. */
    void show(Place place, String name) {
        if (shown != null) {
            title.leave(shown);
        }
        shown = place;
        expect(place.id(), name);
        title.show(place);
        room.getChildren().setAll(place.view());
    }

    Overlay overlay() {
        return overlay;
    }
}
