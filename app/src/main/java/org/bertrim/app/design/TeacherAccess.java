package org.bertrim.app.design;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bertrim.engine.run.TeacherChecking;
import org.bertrim.engine.run.WorkspaceTeachers;
import org.bertrim.engine.teacher.TeacherDownload;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.teacher.hub.Cancellation;
import org.bertrim.engine.teacher.hub.DownloadProgress;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.teacher.hub.HubName;
import org.bertrim.engine.teacher.hub.HubSettings;

/**
 * Where teachers come from.
 *
 * @param workspace whose runs have made some
 * @param downloaded where downloaded ones lie
 * @param hub asked only when something is to be downloaded
 */
record TeacherAccess(Path workspace, HubCache downloaded, Supplier<HubSettings> hub) {

    /** As the platform and the environment of this process say. */
    static TeacherAccess ofPlatform(Path workspace) {
        return new TeacherAccess(workspace, HubCache.ofPlatform(), HubSettings::ofEnvironment);
    }

    Teachers teachers() {
        return WorkspaceTeachers.of(workspace, downloaded);
    }

    TeacherChecking checking() {
        return new TeacherChecking(workspace, downloaded);
    }

    /** Downloads a model, as {@link TeacherDownload#get} says; for the background. */
    void download(HubName name, Consumer<? super DownloadProgress> progress, Cancellation cancellation) {
        new TeacherDownload(hub.get(), downloaded).get(name, progress, cancellation);
    }
}
