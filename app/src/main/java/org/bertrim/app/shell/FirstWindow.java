package org.bertrim.app.shell;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import org.bertrim.app.common.FailureSink;
import org.bertrim.app.common.FxBackground;
import org.bertrim.engine.format.Json;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the window comes: its frame, the place in it, then everything that needs not be seen at once. It also measures:
 * {@code -Dbertrim.measure=FILE} writes to the file how many seconds after the start of the Java machine the frame and the place had
 * been drawn, and closes the window.
 */
final class FirstWindow {

    private static final String PROPERTY = "bertrim.measure";

    private final Scene scene;
    private final FailureSink failures;
    private @Nullable Runnable waiting;

    FirstWindow(Scene scene, FailureSink failures) {
        this.scene = scene;
        this.failures = failures;
    }

    /** What processors did for it is said as well; other programs that are busy change that little. */
    private record Moment(double seconds, double processorSeconds) {

        static Moment now() {
            return new Moment(
                    (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3,
                    ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                            ? system.getProcessCpuTime() / 1e9
                            : Double.NaN);
        }
    }

    private record Figure(Moment firstWindow, Moment firstPlace, int processors, String java) {}

    /**
     * Follows the scene from before its first picture.
     *
     * @param place makes the place, when the frame is on the screen
     * @param next what is done when the place is there as well
     * @param close closes the window, where this is a measurement
     */
    void open(Runnable place, Runnable next, Runnable close) {
        drawn(() -> {
            @Nullable Moment window = measures() ? Moment.now() : null;
            place.run();
            drawn(() -> {
                if (window == null) {
                    next.run();
                } else {
                    write(new Figure(
                            window,
                            Moment.now(),
                            Runtime.getRuntime().availableProcessors(),
                            System.getProperty("java.version")));
                    close.run();
                }
            });
        });
    }

    /** Does something when what is in the scene has been drawn: a pulse begins when the picture of the one before it is done. */
    private void drawn(Runnable action) {
        pulse(() -> pulse(() -> FxBackground.afterwards(action)));
    }

    private void pulse(Runnable action) {
        waiting = () -> {
            scene.removePostLayoutPulseListener(waiting);
            action.run();
        };
        scene.addPostLayoutPulseListener(waiting);
        FxBackground.afterwards(scene.getRoot()::requestLayout); // there is a pulse even where nothing has changed
    }

    private static boolean measures() {
        return System.getProperty(PROPERTY) != null;
    }

    private void write(Figure figure) {
        try {
            Files.writeString(Path.of(System.getProperty(PROPERTY)), Json.pretty(figure));
        } catch (IOException e) {
            failures.report(e);
        }
    }
}
