package org.bertrim.app.runs;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunRow;

/** Does in the background what the user asked for, and shows at once what has changed by it. */
final class RunWork {

    private final AppContext context;
    private final RunCenter center;

    RunWork(AppContext context, RunCenter center) {
        this.context = context;
        this.center = center;
    }

    /** Does the same with every run, in their order. */
    void each(List<RunRow> runs, Consumer<String> action) {
        run(
                () -> {
                    runs.forEach(row -> action.accept(row.id()));
                    return runs.size();
                },
                done -> {});
    }

    /** Does one thing; {@code done} is called on the thread that draws. */
    <T> void run(Callable<T> work, Consumer<? super T> done) {
        context.background()
                .run(
                        work,
                        result -> {
                            done.accept(result);
                            center.refresh();
                        },
                        failure -> {
                            context.failures().report(failure);
                            center.refresh();
                        });
    }
}
