package org.bertrim.engine.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.NetworkConfig;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.teacher.hub.HubCache;

/** The teachers of a workspace: those of every other place, and those that its runs have made. */
public final class WorkspaceTeachers {

    /** The models of a run that can teach, the first that there is; a super-network is rewired and no plain encoder. */
    private static final List<String> MODELS = List.of("student", "teacher");

    private WorkspaceTeachers() {}

    /** The teachers of a workspace and of this platform's cache folder. */
    public static Teachers of(Path workspace) {
        return of(workspace, HubCache.ofPlatform());
    }

    /** The teachers of a workspace, with downloaded ones from this cache. */
    public static Teachers of(Path workspace, HubCache downloaded) {
        return Teachers.of(downloaded, id -> model(workspace, id));
    }

    /** The folder of the model that a finished run leaves for others to learn from. */
    private static Path model(Path workspace, String id) {
        RunFolder run = RunStore.find(workspace, id);
        if (!run.id().equals(id)) {
            throw unusable(id, "no run has this id", "Give the whole id: run:" + run.id());
        }
        if (run.state() != RunState.FINISHED) {
            throw unusable(id, "the run is not finished", "Let it finish first: bertrim run --resume " + id);
        }
        return MODELS.stream()
                .map(run.modelsFolder()::resolve)
                .filter(WorkspaceTeachers::isEncoder)
                .findFirst()
                .orElseThrow(() -> unusable(
                        id, "the run has left no encoder", "Choose a run that has fine-tuned or distilled a BERT."));
    }

    private static boolean isEncoder(Path model) {
        Path config = model.resolve("config.json");
        try {
            return Files.isRegularFile(config) && NetworkConfig.read(Json.read(config)) instanceof BertConfig;
        } catch (EngineException e) {
            return false; // damaged: another one may serve
        }
    }

    private static InvalidInput unusable(String id, String why, String remedy) {
        return new InvalidInput("The teacher run:" + id + " could not be opened", why, remedy);
    }
}
