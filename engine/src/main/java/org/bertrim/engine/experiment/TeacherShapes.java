package org.bertrim.engine.experiment;

import java.util.Optional;
import org.bertrim.engine.model.ModelShape;

/** Finds the shape of a teacher without opening its weights, so that settings can be checked against it. */
@FunctionalInterface
public interface TeacherShapes {

    /**
     * The shape of all its layers, or empty if it can only be known later.
     *
     * @param source a teacher's source with absolute paths
     * @throws org.bertrim.engine.format.EngineException if there is no such teacher
     */
    Optional<ModelShape> shapeOf(String source);

    /** Knows no teacher. */
    static TeacherShapes unknown() {
        return source -> Optional.empty();
    }
}
