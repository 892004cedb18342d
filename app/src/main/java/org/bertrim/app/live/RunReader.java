package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.EventReader;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.RunState;
import org.bertrim.engine.run.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Reads one run's folder again and again. It belongs in the background and to one caller at a time; what does not change is read
 * once, and what changes slowly not every time.
 */
final class RunReader {

    private static final long SECOND = 1_000_000_000L;

    private final String runId;
    private final LongSupplier nanos;
    private final RunFolder folder;
    private final EventReader events;
    private final RunHistory history = new RunHistory();
    private final LogTail log;
    private final ResourceProbe resources;
    private final RunFamily family;
    private JsonNode experiment = MissingNode.getInstance();
    private JsonNode results = MissingNode.getInstance();
    private RunState state = RunState.INTERRUPTED;
    private LogTail.Text lastLog = new LogTail.Text(List.of(), false);
    private long lastSeq = -1;
    private long stateRead;
    private long familyRead;
    private long revision;
    private RunPicture.@Nullable Family relatives;
    private @Nullable RunPicture last;

    /** Looks at a run; {@code nanos} is a clock that only goes forward. */
    RunReader(Path workspace, String runId, LongSupplier nanos) {
        this.runId = runId;
        this.nanos = nanos;
        this.folder = RunFolder.open(Workspace.runs(workspace).resolve(runId));
        this.events = new EventReader(folder.eventsFile());
        this.log = new LogTail(folder.logFile());
        this.resources = new ResourceProbe(folder, nanos);
        this.family = new RunFamily(workspace, runId);
    }

    String runId() {
        return runId;
    }

    /**
     * What the run looks like now.
     *
     * @throws EngineException if its files cannot be read
     */
    synchronized RunPicture read() {
        long now = nanos.getAsLong();
        if (experiment.isMissingNode()) {
            experiment = Json.read(folder.experimentFile());
        }
        events.poll(history::add);
        boolean changed = history.lastSeq() != lastSeq;
        lastSeq = history.lastSeq();
        if (changed || revision == 0 || now - stateRead >= SECOND) {
            stateRead = now;
            RunState old = state;
            state = folder.state();
            changed |= state != old;
            resources.sample();
        }
        if (state == RunState.FINISHED && results.isMissingNode() && Files.exists(folder.resultsFile())) {
            results = Json.read(folder.resultsFile());
            changed = true;
        }
        LogTail.Text text = log.poll();
        changed |= text != lastLog;
        lastLog = text;
        if (relatives == null || now - familyRead >= 30 * SECOND) {
            familyRead = now;
            RunPicture.Family found = family.find(experiment);
            changed |= !found.equals(relatives);
            relatives = found;
        }
        RunPicture before = last;
        boolean same = before != null && !changed;
        if (!same) {
            revision++;
        }
        last = new RunPicture(
                runId,
                revision,
                state,
                experiment,
                results,
                history.started(),
                history.seconds(),
                history.cuts(),
                same ? before.stages() : history.stages(),
                same ? before.curves() : history.curves(),
                same ? before.milestones() : history.milestones(),
                same ? before.scores() : history.scores(),
                text,
                resources.samples(),
                Objects.requireNonNull(relatives));
        return last;
    }
}
