package org.bertrim.engine.teacher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.ModelFolder;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;

/**
 * A teacher in a folder.
 *
 * @param source what it is called
 * @param folder where it lies
 */
record FolderTeacher(String source, Path folder) implements StoredTeacher {

    @Override
    public BertConfig config() {
        return BertConfigJson.read(Json.read(folder.resolve("config.json")));
    }

    @Override
    public byte[] tokenizer() {
        try {
            return Files.readAllBytes(folder.resolve("tokenizer.json"));
        } catch (IOException e) {
            throw DurableFiles.failure("The tokenizer of " + source + " could not be read", e);
        }
    }

    @Override
    public Teacher open() {
        ModelFolder read = ModelFolder.read(folder);
        BertConfig config = BertConfigJson.read(read.config());
        return new Teacher(
                source,
                config,
                List.of(),
                read.weights(),
                read.tokenizerJson(),
                Fingerprint.of(read.weights(), read.tokenizerJson()));
    }
}
