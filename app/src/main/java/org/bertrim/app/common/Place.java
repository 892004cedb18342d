package org.bertrim.app.common;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.scene.Node;

/**
 * One place of the workbench. The shell puts its view under the title line and its actions at the right of that line. All of it
 * belongs to the thread that draws.
 */
public interface Place {

    PlaceId id();

    /** The view, made once. It fills whatever room it is given, from 1024×700 up. */
    Node view();

    /** What the title line says, e.g. the name of the run. */
    ReadOnlyStringProperty title();

    /** A short remark in grey behind title and state, e.g. seed and teacher of a run; empty where there is nothing to add. */
    default ReadOnlyStringProperty remark() {
        return new ReadOnlyStringWrapper("");
    }

    /** A word of state behind the title, or nothing when it is empty. */
    ReadOnlyStringProperty state();

    ReadOnlyObjectProperty<Tone> stateTone();

    /** The few controls that matter now; the primary one last. */
    ObservableList<Node> actions();

    /** The place is on the screen from now on: polling may begin. */
    default void shown() {}

    /** The place has left the screen: it must cost nothing from now on. */
    default void hidden() {}

    /** The window closes or changes its language: lets go of everything. */
    default void dispose() {}
}
