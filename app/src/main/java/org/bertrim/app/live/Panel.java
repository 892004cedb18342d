package org.bertrim.app.live;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** One panel: what it shows, its own switches, and whether there is anything to show yet. */
interface Panel {

    /** Its name, as the card's head says it. */
    String name();

    /** Beside the name: a short remark or switches. */
    Node controls();

    Node body();

    /** Whether what it shows has arrived. */
    boolean present();

    /** Draws what is new; called only while it is on the screen. */
    void refresh();

    /** Gives a control its name for screen readers and its tooltip. */
    static <T extends Labeled> T named(T control, String name, String tip) {
        control.setAccessibleText(name);
        control.setTooltip(new Tooltip(tip));
        control.setMinWidth(Region.USE_PREF_SIZE);
        return control;
    }
}
