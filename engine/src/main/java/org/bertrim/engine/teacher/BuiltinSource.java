package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.teacher.TeacherEntry.State;
import org.bertrim.engine.teacher.huggingface.HuggingFaceModel;
import org.jspecify.annotations.Nullable;

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
                HuggingFaceModel.config(teacher.config(), teacher.source()),
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
        if (!found.present()) {
            throw found.missing();
        }
        return new CheckpointTeacher(source, new Package(found), found::open);
    }

    /** What a package holds beside the weights, and what is known of it. */
    private record Package(BuiltinTeacher teacher) implements CheckpointTeacher.SmallFiles {

        @Override
        public Optional<JsonNode> config() {
            return Optional.of(teacher.config());
        }

        @Override
        public String licence() {
            return teacher.licence();
        }

        @Override
        public byte @Nullable [] file(String name) {
            if (!name.equals("tokenizer.json") || teacher.tokenizer().isEmpty()) {
                return null;
            }
            try (InputStream in = BuiltinSource.class.getResourceAsStream(teacher.tokenizer())) {
                return in == null ? null : in.readAllBytes();
            } catch (IOException e) {
                throw DurableFiles.failure("The tokenizer of " + teacher.source() + " could not be read", e);
            }
        }
    }
}
