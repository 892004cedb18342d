package org.bertrim.app.runs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Parent;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.support.Screens;

/**
 * Says how long the Runs place takes to open on a workspace, from the first call to a laid-out table with every run, and how long
 * sorting and filtering it take. The first opening of a workspace fills its store; the later ones find it warm.
 */
public final class RunsBench {

    private RunsBench() {}

    /** Arguments: workspace, number of openings. */
    public static void main(String[] arguments) {
        measure(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.exit(0);
    }

    static void measure(Path workspace, int openings) {
        Screens.close(Screens.show(StackPane::new, 400, 300, Theme.LIGHT)); // the window is there before the table
        for (int round = 0; round < openings; round++) {
            open(workspace, round);
        }
    }

    private static void open(Path workspace, int round) {
        FxBackground background = new FxBackground();
        RunCenter center = new RunCenter(workspace, background, Throwable::printStackTrace);
        RunsPlace[] place = new RunsPlace[1];
        Stopwatch opening = new Stopwatch();
        Stage stage = Screens.show(
                () -> {
                    place[0] = new RunsPlace(
                            new AppContext(
                                    workspace,
                                    Texts.of(Locale.ENGLISH),
                                    background,
                                    center,
                                    nowhere(),
                                    Throwable::printStackTrace),
                            center);
                    center.refresh();
                    return (Parent) place[0].view();
                },
                1288,
                740,
                Theme.LIGHT);
        Screens.await("every run is there", () -> {
            if (center.unread().get() > 0) {
                center.refresh();
            }
            return center.loaded().get() && center.unread().get() == 0;
        });
        Screens.settle();
        opening.say("opening " + (round + 1) + ", " + center.rows().size() + " runs");
        @SuppressWarnings("unchecked")
        TableView<RunRow> table = (TableView<RunRow>) place[0].view().lookup("#runs-table");
        for (int i = 0; i < 2; i++) {
            Stopwatch sorting = new Stopwatch();
            Screens.run(() -> {
                TableColumn<RunRow, ?> column = table.getColumns().get(5);
                table.getSortOrder().clear();
                table.getSortOrder().add(column);
            });
            sorting.say("  sorting");
        }
        Screens.run(() -> {
            place[0].dispose();
            stage.close();
        });
        center.close();
        background.close();
    }

    /** Wall time, and for how long each of the threads that matter had a processor. */
    private static final class Stopwatch {

        private final long start = System.nanoTime();
        private final Map<String, Double> used = processor();

        /** Milliseconds by kind of thread; those of the virtual machine itself (compiling, collecting) are not among them. */
        private static Map<String, Double> processor() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            Map<String, Double> millis = new TreeMap<>();
            for (long id : threads.getAllThreadIds()) {
                ThreadInfo thread = threads.getThreadInfo(id);
                if (thread != null) {
                    String kind = thread.getThreadName().replaceAll("[-\\d]+$", "");
                    millis.merge(kind, Math.max(0, threads.getThreadCpuTime(id)) / 1e6, Double::sum);
                }
            }
            return millis;
        }

        void say(String what) {
            StringBuilder split = new StringBuilder();
            processor().forEach((kind, millis) -> {
                double more = millis - used.getOrDefault(kind, 0.0);
                if (more > 1) {
                    split.append(String.format(", %s %.0f", kind, more));
                }
            });
            System.out.printf("%s: %.0f ms; computing, by thread%s%n", what, (System.nanoTime() - start) / 1e6, split);
        }
    }

    private static Navigator nowhere() {
        return new Navigator() {
            @Override
            public void open(PlaceId place) {}

            @Override
            public void openRun(String runId) {}

            @Override
            public void openExperiment(com.fasterxml.jackson.databind.JsonNode experiment) {}
        };
    }
}
