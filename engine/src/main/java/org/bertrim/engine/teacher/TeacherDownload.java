package org.bertrim.engine.teacher;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.teacher.hub.Cancellation;
import org.bertrim.engine.teacher.hub.DownloadProgress;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.teacher.hub.HubDownload;
import org.bertrim.engine.teacher.hub.HubModel;
import org.bertrim.engine.teacher.hub.HubName;
import org.bertrim.engine.teacher.hub.HubSettings;

/** Downloads teachers from a hub. A model that cannot be one is refused before its weights are downloaded. */
public final class TeacherDownload {

    private final HubDownload download;

    /** Downloads from a hub into a cache. */
    public TeacherDownload(HubSettings settings, HubCache cache) {
        this.download = new HubDownload(settings, cache, TeacherDownload::look);
    }

    /** Configuration and tokenizer must be of kinds that are known. */
    private static void look(HubName name, Path folder) {
        StoredTeacher stored = FolderSource.at(name.source(), folder);
        stored.config();
        stored.tokenizer();
    }

    /**
     * Gets a model; one that is there already is found without any request.
     *
     * @param progress told about ten times a second, on the calling thread
     * @throws EngineException naming what keeps it from being downloaded or from being a teacher
     * @throws java.util.concurrent.CancellationException if that was wished; what has come stays and is gone on from
     */
    public HubModel get(HubName name, Consumer<? super DownloadProgress> progress, Cancellation cancellation) {
        return download.get(name, progress, cancellation);
    }
}
