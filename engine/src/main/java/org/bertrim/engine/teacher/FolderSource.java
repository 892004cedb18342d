package org.bertrim.engine.teacher;

import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;
import java.nio.file.InvalidPathException;

/** Teachers in folders of the user's. */
final class FolderSource implements TeacherSource {

    @Override
    public String scheme() {
        return "folder";
    }

    @Override
    public List<TeacherEntry> entries() {
        return List.of();
    }

    @Override
    public StoredTeacher find(String source, String name) {
        try {
            return new FolderTeacher(source, Path.of(name));
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "The teacher " + source + " could not be opened",
                    "no path can be written so: " + e.getReason(),
                    "Check the path.");
        }
    }
}
