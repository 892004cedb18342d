package org.bertrim.engine.teacher;

import java.util.List;

/** One kind of place that teachers come from. */
interface TeacherSource {

    /** What the sources of this kind begin with, before the colon. */
    String scheme();

    /** The teachers of this kind that can be chosen from a list; not necessarily all that there are. */
    List<TeacherEntry> entries();

    /**
     * The teacher of this name.
     *
     * @param source the whole, for messages
     * @param name what stands behind the colon
     * @throws org.bertrim.engine.format.EngineException if there is none
     */
    StoredTeacher find(String source, String name);
}
