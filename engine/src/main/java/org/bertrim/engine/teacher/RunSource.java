package org.bertrim.engine.teacher;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Teachers that runs have made. */
final class RunSource implements TeacherSource {

    private final Function<String, Path> folderOf;

    RunSource(Function<String, Path> folderOf) {
        this.folderOf = folderOf;
    }

    @Override
    public String scheme() {
        return "run";
    }

    @Override
    public List<TeacherEntry> entries() {
        return List.of(); // the list of runs shows them
    }

    @Override
    public StoredTeacher find(String source, String name) {
        return FolderSource.at(source, folderOf.apply(name));
    }
}
