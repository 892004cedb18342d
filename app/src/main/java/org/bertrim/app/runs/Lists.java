package org.bertrim.app.runs;

import java.util.List;
import javafx.collections.ObservableList;

/** Changes lists that are on the screen. */
final class Lists {

    private Lists() {}

    /** Leaves a list alone that says the same already, so that nothing on the screen jumps. */
    static <T> void set(ObservableList<T> list, List<T> now) {
        if (!list.equals(now)) {
            list.setAll(now);
        }
    }
}
