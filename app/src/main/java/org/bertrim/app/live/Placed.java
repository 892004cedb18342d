package org.bertrim.app.live;

import java.util.function.BooleanSupplier;
import javafx.scene.Node;

/** A panel that stands in one of two cards, depending on the room there is. */
record Placed(Panel panel, BooleanSupplier here) implements Panel {

    @Override
    public String name() {
        return panel.name();
    }

    @Override
    public Node controls() {
        return panel.controls();
    }

    @Override
    public Node body() {
        return panel.body();
    }

    @Override
    public boolean present() {
        return here.getAsBoolean() && panel.present();
    }

    @Override
    public void refresh() {
        panel.refresh();
    }
}
