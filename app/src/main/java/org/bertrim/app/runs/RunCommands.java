package org.bertrim.app.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.bertrim.engine.experiment.Presets;

/** What can be done with the chosen runs. */
final class RunCommands {

    private final AppContext context;
    private final RunCenter center;
    private final Texts texts;
    private final RunWork work;
    private final RunPrompts prompts;
    private final List<RunRow> selected;

    /** Commands for the runs that are chosen at the moment of the command. */
    RunCommands(AppContext context, RunCenter center, RunWork work, RunPrompts prompts, List<RunRow> selected) {
        this.context = context;
        this.center = center;
        this.texts = context.texts();
        this.work = work;
        this.prompts = prompts;
        this.selected = selected;
    }

    /** Whether one of the chosen runs is in such a state. */
    boolean any(Predicate<RunStatus> condition) {
        return selected.stream().anyMatch(row -> condition.test(row.info().status()));
    }

    void open() {
        if (!selected.isEmpty()) {
            open(selected.get(0));
        }
    }

    void open(RunRow row) {
        context.navigator().openRun(row.id());
    }

    void pause() {
        pause(selected);
    }

    void pause(List<RunRow> runs) {
        work.each(having(runs, RunStatus::canPause), context.runs()::pause);
    }

    void proceed() {
        proceed(selected);
    }

    void proceed(List<RunRow> runs) {
        work.each(having(runs, RunStatus::canProceed), context.runs()::proceed);
    }

    void resume() {
        work.each(having(RunStatus::canResume), context.runs()::resume);
    }

    void retry() {
        work.each(having(status -> status != RunStatus.DAMAGED), center::retry);
    }

    /** Asks once, and says what is kept. */
    void stop() {
        stop(having(RunStatus::canStop));
    }

    void stop(List<RunRow> runs) {
        if (runs.isEmpty()) {
            return;
        }
        if (runs.stream().allMatch(row -> row.info().status() == RunStatus.QUEUED)) {
            work.each(runs, context.runs()::stop); // nothing has been computed that could be lost
            return;
        }
        prompts.say(new Prompt(
                "stop",
                Tone.CAUTION,
                texts.get("runs.stop.question", runs.size(), name(runs.get(0))),
                List.of(
                        new Prompt.Choice(texts.get("common.cancel"), () -> {}),
                        new Prompt.Choice(texts.get("runs.stop.yes"), () -> work.each(runs, context.runs()::stop)))));
    }

    /** Asks once, and offers to take it back. */
    void delete() {
        List<RunRow> runs = having(status -> !status.isActive());
        if (runs.isEmpty()) {
            return;
        }
        prompts.say(new Prompt(
                "delete",
                Tone.BAD,
                texts.get("runs.delete.question", runs.size(), name(runs.get(0))),
                List.of(
                        new Prompt.Choice(texts.get("common.cancel"), () -> {}),
                        new Prompt.Choice(texts.get("runs.delete.yes"), () -> deleteNow(runs)))));
    }

    private void deleteNow(List<RunRow> runs) {
        work.run(
                () -> {
                    runs.forEach(row -> center.delete(row.id()));
                    return runs.size();
                },
                count -> prompts.say(new Prompt(
                        "deleted",
                        Tone.NEUTRAL,
                        texts.get("runs.deleted", count, name(runs.get(0))),
                        List.of(
                                new Prompt.Choice(texts.get("runs.deleted.undo"), () -> work.each(runs, center::restore)),
                                new Prompt.Choice(texts.get("common.close"), () -> {})))));
    }

    private static String name(RunRow row) {
        return row.info().design().name();
    }

    void duplicate() {
        if (!selected.isEmpty()) {
            String id = selected.get(0).id();
            work.run(() -> center.experiment(id), context.navigator()::openExperiment);
        }
    }

    void openFolder() {
        if (!selected.isEmpty()) {
            RunInfo run = selected.get(0).info();
            work.run(() -> FolderOpener.open(run.folder()), opened -> {});
        }
    }

    void design() {
        context.navigator().open(PlaceId.DESIGN);
    }

    void sample() {
        work.run(() -> Presets.load(Presets.names().get(0)), (JsonNode sample) -> context.navigator().openExperiment(sample));
    }

    private List<RunRow> having(Predicate<RunStatus> condition) {
        return having(selected, condition);
    }

    private static List<RunRow> having(List<RunRow> runs, Predicate<RunStatus> condition) {
        return runs.stream().filter(row -> condition.test(row.info().status())).toList();
    }
}
