package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.ModelFolder;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;
import org.bertrim.engine.training.TeacherShelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workspace's fine-tuned teachers: {@code teachers/FINGERPRINT/}, a model folder that names the run that made it. */
final class SharedTeachers implements TeacherShelf {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTeachers.class);
    private static final String MADE_BY = "run";

    private final Path folder;
    private final String run;
    private final byte[] tokenizerJson;

    SharedTeachers(Path workspace, String run, byte[] tokenizerJson) {
        this.folder = workspace.resolve("teachers");
        this.run = run;
        this.tokenizerJson = tokenizerJson;
    }

    @Override
    public Optional<Map<String, StoredTensor>> find(String fingerprint, BertConfig config) {
        return read(fingerprint).map(ModelFolder::weights);
    }

    @Override
    public Optional<Map<String, StoredTensor>> findOfOthers(String fingerprint, BertConfig config) {
        return read(fingerprint)
                .filter(found -> !found.config().path("bertrim").path(MADE_BY).asText().equals(run))
                .map(ModelFolder::weights);
    }

    private Optional<ModelFolder> read(String fingerprint) {
        Path teacher = folder.resolve(fingerprint);
        if (!Files.isDirectory(teacher)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ModelFolder.read(teacher));
        } catch (EngineException e) {
            LOG.warn("The kept teacher {} is damaged and will be made again", fingerprint, e);
            return Optional.empty();
        }
    }

    @Override
    public void put(String fingerprint, BertConfig config, Map<String, StoredTensor> weights) {
        ObjectNode json = BertConfigJson.write(config);
        json.withObject("/bertrim").put(MADE_BY, run);
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (read(fingerprint).isEmpty()) {
                    new ModelFolder(weights, json, tokenizerJson).write(folder.resolve(fingerprint));
                }
            }
        } catch (IOException e) {
            throw DurableFiles.failure("The fine-tuned teacher could not be kept", e);
        }
    }
}
