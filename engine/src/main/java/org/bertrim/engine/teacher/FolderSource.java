package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.jspecify.annotations.Nullable;

/** Teachers in folders and files of the user's. */
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
        if (name.isBlank()) {
            throw new InvalidInput("The teacher " + source + " could not be opened", "no path is given", "Write folder:PATH.");
        }
        try {
            return at(source, Path.of(name));
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "The teacher " + source + " could not be opened",
                    "no path can be written so: " + e.getReason(),
                    "Check the path.");
        }
    }

    /**
     * The teacher at a place on the disk.
     *
     * @param source what it is called
     * @param path a folder or a file of weights
     */
    static StoredTeacher at(String source, Path path) {
        return new CheckpointTeacher(source, new Folder(path), () -> CheckpointFiles.open(path));
    }

    /** Nothing where the path is no folder: which files belong to a file is for its format to say. */
    private record Folder(Path path) implements CheckpointTeacher.SmallFiles {

        @Override
        public Optional<JsonNode> config() {
            return Stream.of("config.json", "bert_config.json")
                    .map(path::resolve)
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .map(Json::read);
        }

        @Override
        public String licence() {
            Path parent = path.toAbsolutePath().getParent();
            return Licence.of(Files.isDirectory(path) || parent == null ? path : parent);
        }

        @Override
        public byte @Nullable [] file(String name) {
            Path file = path.resolve(name);
            if (!Files.isRegularFile(file)) {
                return null;
            }
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw DurableFiles.failure("The file " + file + " could not be read", e);
            }
        }
    }
}
