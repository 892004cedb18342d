package org.bertrim.engine.teacher;

import java.util.List;
import java.util.stream.Collectors;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.teacher.TeacherEntry.State;

/** Teachers in packages on the class path. */
final class BuiltinSource implements TeacherSource {

    @Override
    public String scheme() {
        return "builtin";
    }

    @Override
    public List<TeacherEntry> entries() {
        return BuiltinTeacher.all().stream().map(BuiltinSource::entry).toList();
    }

    private static TeacherEntry entry(BuiltinTeacher teacher) {
        return new TeacherEntry(
                teacher.source(),
                teacher.title(),
                CheckpointTeacher.config(teacher.config()),
                teacher.parameters(),
                teacher.licence(),
                teacher.origin(),
                teacher.present() ? State.BUILT_IN : State.OTHER_BUILD,
                teacher.present() ? "" : teacher.profile(),
                0);
    }

    @Override
    public StoredTeacher find(String source, String name) {
        BuiltinTeacher found = BuiltinTeacher.all().stream()
                .filter(each -> each.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "The teacher " + source + " could not be opened",
                        "no build has such a teacher; there are "
                                + BuiltinTeacher.all().stream().map(BuiltinTeacher::source).collect(Collectors.joining(", ")),
                        "Choose one of these."));
        return new CheckpointTeacher(source, found::open);
    }
}
