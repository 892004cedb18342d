package org.bertrim.engine.teacher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;
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
                BertConfigJson.read(teacher.config()),
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
        found.require();
        return new Packaged(found);
    }

    /** One of them. */
    private record Packaged(BuiltinTeacher teacher) implements StoredTeacher {

        @Override
        public BertConfig config() {
            return BertConfigJson.read(teacher.config());
        }

        @Override
        public byte[] tokenizer() {
            try (InputStream in = resource(teacher.tokenizer())) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Teacher open() {
            try (InputStream weights = resource(teacher.weights())) {
                Map<String, StoredTensor> tensors = OnnxBert.read(weights, teacher.source());
                byte[] json = tokenizer();
                return new Teacher(
                        teacher.source(), config(), List.of(), tensors, json, Fingerprint.of(tensors, json));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static InputStream resource(String name) {
            InputStream in = BuiltinSource.class.getResourceAsStream(name);
            if (in == null) {
                throw new EngineException(
                        "The built-in teacher could not be opened",
                        name + " is not on the class path",
                        "Install Bertrim anew.");
            }
            return in;
        }
    }
}
