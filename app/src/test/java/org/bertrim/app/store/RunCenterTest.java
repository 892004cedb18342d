package org.bertrim.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bertrim.app.common.Background;
import org.bertrim.engine.experiment.InvalidExperiment;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.TinyWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real run folders and real worker processes, of the tiniest kind. */
class RunCenterTest {

    private static final int ENDLESS = 1_000_000;

    @TempDir
    Path workspace;

    private final List<Process> workers = new ArrayList<>();
    private final List<RunCenter> centers = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        centers.forEach(RunCenter::close);
        workers.forEach(Process::destroyForcibly);
        workers.forEach(process -> process.onExit().join());
    }

    private RunCenter center() {
        return center(folder -> {
            Process process = TinyWorker.start(folder);
            workers.add(process);
            return process;
        });
    }

    private RunCenter center(WorkerStarter starter) {
        RunCenter center = new RunCenter(workspace, Background.inline(), reported::add, starter);
        centers.add(center);
        return center;
    }

    private static RunRow row(RunCenter center, String id) {
        return center.rows().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private static void await(RunCenter center, String id, Predicate<RunInfo> condition) {
        TinyWorker.await(id + " is as it should be", () -> {
            center.refresh();
            return condition.test(row(center, id).info());
        });
    }

    private static void await(RunCenter center, String id, RunStatus status) {
        await(center, id, info -> info.status() == status);
    }

    private RunFolder queued(String name, int steps, long order) {
        RunFolder folder = TinyWorker.create(workspace, name, steps, 1);
        folder.enqueue(order);
        return folder;
    }

    @Test
    void startsOneRunAtATimeInTheOrderOfTheQueue() {
        String first = queued("first", ENDLESS, 1).id();
        String second = queued("second", 1, 2).id();
        String third = queued("third", 1, 3).id();
        RunCenter center = center();

        await(center, first, RunStatus.RUNNING);

        assertThat(workers).hasSize(1);
        assertThat(center.running().get()).isEqualTo(1);
        assertThat(center.waiting().get()).isEqualTo(2);

        center.reorder(List.of(third, second));
        center.stop(first);
        await(center, second, RunStatus.FINISHED);

        assertThat(row(center, first).info().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(row(center, third).info().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(row(center, third).info().times().started())
                .isBefore(row(center, second).info().times().started());
        assertThat(center.waiting().get()).isZero();
        assertThat(reported).isEmpty();
    }

    @Test
    void anotherDeviceDoesNotWait() throws IOException {
        RunFolder cpu = queued("cpu", ENDLESS, 1);
        RunFolder gpu = queued("gpu", ENDLESS, 2);
        ObjectNode experiment = (ObjectNode) Json.read(gpu.experimentFile());
        Files.writeString(gpu.experimentFile(), Json.pretty(experiment.put("device", "gpu:0")));
        RunCenter center = center();

        await(center, cpu.id(), RunStatus.RUNNING);
        await(center, gpu.id(), RunStatus.RUNNING);

        assertThat(center.running().get()).isEqualTo(2);
    }

    @Test
    void aHeldQueueStartsNothingAlsoAfterARestart() {
        RunCenter center = center();
        center.refresh();
        center.hold(true);
        String id = queued("waits", 1, 1).id();
        center.refresh();
        center.close();

        RunCenter again = center();
        again.refresh();
        again.refresh();

        assertThat(row(again, id).info().status()).isEqualTo(RunStatus.QUEUED);
        assertThat(again.held().get()).isTrue();
        assertThat(workers).isEmpty();

        again.hold(false);
        await(again, id, RunStatus.FINISHED);
    }

    @Test
    void findsAWorkerThatIsStillRunningAfterARestartAndControlsIt() {
        String id = queued("long", ENDLESS, 1).id();
        RunCenter before = center();
        await(before, id, RunStatus.RUNNING);
        before.close();

        RunCenter center = center();
        await(center, id, RunStatus.RUNNING);
        assertThat(workers).hasSize(1).allMatch(Process::isAlive);
        assertThat(center.interrupted()).isEmpty();

        center.pause(id);
        await(center, id, RunStatus.PAUSED);
        center.proceed(id);
        await(center, id, RunStatus.RUNNING);
        center.stop(id);
        await(center, id, RunStatus.STOPPED);
        center.resume(id);
        await(center, id, RunStatus.RUNNING);
        assertThat(workers).hasSize(2);
    }

    @Test
    void aKilledWorkerIsAnInterruptedRunThatResumes() {
        String id = queued("killed", 200, 1).id();
        RunCenter before = center();
        await(before, id, info -> info.progress() != null && info.progress().step() > 3);
        before.close();
        workers.get(0).destroyForcibly().onExit().join();

        RunCenter center = center();
        await(center, id, RunStatus.INTERRUPTED);
        assertThat(center.interrupted()).extracting(RunRow::id).containsExactly(id);

        center.resume(id);
        await(center, id, RunStatus.FINISHED);
        assertThat(center.interrupted()).isEmpty();
        RunInfo info = row(center, id).info();
        assertThat(info.outcome().best()).isEqualTo(new RunInfo.Model(null, null, 0.5, 4_000L, null));
        assertThat(info.outcome().stage()).isEqualTo("final");
        assertThat(info.outcome().step()).isEqualTo(200);
    }

    @Test
    void aWorkerThatEndsBeforeItBeginsLeavesTheQueueAndIsReported() {
        String id = queued("stillborn", 1, 1).id();
        RunCenter center = center(folder -> {
            try {
                Process process = new ProcessBuilder("false").start();
                workers.add(process);
                return process;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        await(center, id, RunStatus.INTERRUPTED);

        assertThat(reported).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("ended before it began"));
        assertThat(workers).hasSize(1);
    }

    @Test
    void submitsOneRunForEachSeedAndRefusesWhatIsWrong() throws IOException {
        RunCenter center = center();
        center.refresh();
        center.hold(true);
        String waiting = queued("waiting", 1, 5).id();
        center.refresh();
        ObjectNode experiment = Presets.load("dynabert-quick").deepCopy();
        experiment.put("precision", "float32").put("threads", 1).putArray("seeds").add(1).add(2);

        List<String> ids = center.submit(experiment, workspace, true);
        center.refresh();

        assertThat(ids).hasSize(2);
        assertThat(ids.get(0)).endsWith("-s1");
        assertThat(RunQueue.waiting(center.rows().stream().map(RunRow::info).toList()))
                .extracting(RunInfo::id)
                .containsExactly(ids.get(0), ids.get(1), waiting);
        experiment.put("seedz", 1);
        assertThatThrownBy(() -> center.submit(experiment, workspace, false))
                .isInstanceOfSatisfying(InvalidExperiment.class, e -> assertThat(e.problems()).hasSize(1));
    }

    @Test
    void retriesAsAFreshRunAndDeletesIntoTheTrash() {
        String id = queued("once", 1, 1).id();
        RunCenter center = center();
        await(center, id, RunStatus.FINISHED);
        center.write(id, new RunInfo.Words("keep me", List.of("good")));

        String again = center.retry(id);
        await(center, again, RunStatus.FINISHED);
        center.delete(id);
        center.refresh();

        assertThat(again).isNotEqualTo(id);
        assertThat(center.rows()).extracting(RunRow::id).containsExactly(again);
        assertThat(workspace.resolve("trash").resolve(id).resolve("results.json")).exists();

        center.restore(id);
        center.refresh();
        assertThat(row(center, id).info().words().notes()).isEqualTo("keep me");
    }

    @Test
    void aBusyRunIsNotDeleted() {
        String id = queued("busy", ENDLESS, 1).id();
        RunCenter center = center();
        await(center, id, RunStatus.RUNNING);

        assertThatThrownBy(() -> center.delete(id)).hasMessageContaining("a worker is busy with it");
        assertThatThrownBy(() -> center.resume(id)).hasMessageContaining("it is running now");
    }

    @Test
    void aDamagedFolderIsListedWithItsReason() throws IOException {
        RunFolder folder = TinyWorker.create(workspace, "broken", 1, 1);
        Files.writeString(folder.experimentFile(), "{");
        RunCenter center = center();

        center.refresh();

        RunInfo info = row(center, folder.id()).info();
        assertThat(info.status()).isEqualTo(RunStatus.DAMAGED);
        assertThat(info.problem().why()).contains("not valid JSON");
    }

    @Test
    void whatIsKnownIsShownAgainAfterARestartWithoutReadingTheFolder() throws IOException {
        String id = queued("done", 1, 1).id();
        RunCenter before = center();
        await(before, id, RunStatus.FINISHED);
        RunInfo known = row(before, id).info();
        assertThat(before.metric("student.score")).isEqualTo(Map.of(id, 0.5));
        assertThat(before.metricNames()).containsEntry("student.sizeBytes", 1);
        before.close();
        RunStamp stamp = RunStamp.of(known.folder());
        byte[] results = Files.readAllBytes(known.folder().resolve("results.json"));
        java.nio.file.attribute.FileTime time = Files.getLastModifiedTime(known.folder().resolve("results.json"));
        java.util.Arrays.fill(results, (byte) ' '); // nobody would read a score out of it
        Files.write(known.folder().resolve("results.json"), results);
        Files.setLastModifiedTime(known.folder().resolve("results.json"), time);
        assertThat(RunStamp.of(known.folder())).isEqualTo(stamp);

        RunCenter center = center();
        center.refresh();

        assertThat(row(center, id).info()).isEqualTo(known);
    }
}
