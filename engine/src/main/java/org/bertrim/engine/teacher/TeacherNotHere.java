package org.bertrim.engine.teacher;

import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.teacher.hub.HubName;

/** A hub's model was named that has not been downloaded yet. */
public final class TeacherNotHere extends InvalidInput {

    private static final long serialVersionUID = 1L;

    private final String model;

    TeacherNotHere(HubName model) {
        super(
                "The teacher " + model.source() + " could not be opened",
                "it has not been downloaded yet",
                "Press Download in the workbench, or run: bertrim teachers --get " + model.source());
        this.model = model.source();
    }

    /** Which one, as a source. */
    public String source() {
        return model;
    }
}
