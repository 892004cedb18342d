package org.bertrim.app.design;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Background;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.TaskChoice;
import org.bertrim.engine.run.Forecast;
import org.bertrim.engine.run.Forecasts;
import org.bertrim.engine.run.MachineKnowledge;
import org.bertrim.engine.run.TaskProfile;
import org.bertrim.engine.run.WorkspaceTeachers;
import org.bertrim.engine.task.TaskDataException;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.teacher.Teachers;
import org.jspecify.annotations.Nullable;

/**
 * Reads tasks, measures the machine where it has not been measured yet, and forecasts experiments, all of it in the background and only
 * for the newest draft.
 */
final class Costing {

    private static final int KEPT_TASKS = 4;

    /** What a task's profile depends on. */
    private record ProfileKey(TaskChoice task, String stamp, String teacher) {}

    private record Request(Experiment experiment, Path base, TaskViewModel task, EstimateViewModel estimate) {}

    private record Result(Request request, TaskProfile profile, EstimateViewModel.Forecasts forecasts, boolean measured) {}

    private final Background background;
    private final Teachers teachers;
    private final Forecasts forecasts;
    private final boolean measures;
    private final Latest<Request, Result> latest;
    private final Map<ProfileKey, TaskProfile> profiles = new LinkedHashMap<>();
    private volatile @Nullable Request newest;
    private boolean measuring;

    /**
     * Estimates.
     *
     * @param teachers whose tokenizers count the tokens
     * @param measures whether a machine that is not known is measured without being asked
     */
    Costing(Background background, Teachers teachers, Forecasts forecasts, boolean measures) {
        this.background = background;
        this.teachers = teachers;
        this.forecasts = forecasts;
        this.measures = measures;
        this.latest = new Latest<>(background, this::work, this::show, this::failed);
    }

    /** Estimates for this machine, which is measured where it has not been yet. */
    static Costing ofThisMachine(AppContext context) {
        Teachers teachers = WorkspaceTeachers.of(context.workspace());
        return new Costing(
                context.background(),
                teachers,
                new Forecasts(context.workspace(), teachers, MachineKnowledge.ofPlatform()),
                true);
    }

    void submit(Experiment experiment, Path base, TaskViewModel task, EstimateViewModel estimate) {
        newest = new Request(experiment, base, task, estimate);
        estimate.asked(experiment);
        if (task.preview().get() == null
                || !task.preview().get().source().equals(experiment.task().source())) {
            task.begun();
        }
        latest.submit(newest);
    }

    /** Measures the machine, then says so. */
    void measure(Experiment experiment, EstimateViewModel estimate, Runnable then) {
        if (measuring) {
            return;
        }
        measuring = true;
        estimate.measuring(true);
        background.run(
                () -> {
                    forecasts.measure(experiment);
                    return experiment;
                },
                done -> {
                    measuring = false;
                    estimate.measuring(false);
                    then.run();
                },
                failure -> {
                    measuring = false;
                    estimate.measuring(false);
                    estimate.failed(failure);
                });
    }

    private Result work(Request request) {
        Experiment experiment = request.experiment();
        TaskProfile profile = profile(experiment, request.base(), () -> otherRows(experiment));
        boolean measured = forecasts.measured(experiment);
        Forecast now = forecasts.of(experiment, profile);
        int shorter = EstimateViewModel.shorterMaximum(profile, experiment.task().maxTokens());
        Forecast saved = shorter == 0 || !measured ? null : forecasts.of(cut(experiment, shorter), profile);
        return new Result(
                request,
                profile,
                new EstimateViewModel.Forecasts(experiment, profile, now, shorter, saved),
                measured);
    }

    private void show(Result result) {
        Request request = result.request();
        request.task().show(request.experiment().task().source(), result.profile());
        request.estimate().show(result.forecasts());
        if (!result.measured() && measures) {
            measure(request.experiment(), request.estimate(), () -> {
                if (newest != null) {
                    latest.submit(newest);
                }
            });
        }
    }

    private void failed(Throwable failure) {
        Request request = newest;
        if (request != null) {
            request.task().failed(failure);
            if (failure instanceof TaskDataException bad) {
                request.estimate().failed(bad.rows()); // which rows and what to do stands beside the task
            } else {
                request.estimate().failed(failure);
            }
        }
    }

    /** Whether the newest draft has other rows, or other tokens of them, so that nobody waits for these. */
    private boolean otherRows(Experiment experiment) {
        Request now = newest;
        return now != null
                && !(now.experiment().task().withMaxTokens(1).equals(experiment.task().withMaxTokens(1))
                        && now.experiment().teacher().source().equals(experiment.teacher().source()));
    }

    private TaskProfile profile(Experiment experiment, Path base, BooleanSupplier unwanted) {
        TaskChoice task = experiment.task();
        String stamp = Tasks.stamp(task.source(), task.table(), base);
        TaskChoice anyLength = task.withMaxTokens(1); // no row depends on it
        ProfileKey key = new ProfileKey(anyLength, stamp, experiment.teacher().source());
        synchronized (profiles) {
            TaskProfile known = profiles.get(key);
            if (known != null) {
                return known;
            }
        }
        TaskProfile read = TaskProfile.read(task, base, teachers.tokenizer(experiment.teacher().source()), unwanted);
        synchronized (profiles) {
            if (profiles.size() >= KEPT_TASKS) {
                profiles.remove(profiles.keySet().iterator().next());
            }
            profiles.put(key, read);
        }
        return read;
    }

    private static Experiment cut(Experiment experiment, int maxTokens) {
        return experiment.with(experiment.task().withMaxTokens(maxTokens));
    }
}
