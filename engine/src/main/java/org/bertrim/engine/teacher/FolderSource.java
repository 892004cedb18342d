package org.bertrim.engine.teacher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;

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
            Path path = Path.of(name);
            return new CheckpointTeacher(source, () -> CheckpointFiles.open(path));
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "The teacher " + source + " could not be opened",
                    "no path can be written so: " + e.getReason(),
                    "Check the path.");
        }
    }
}
