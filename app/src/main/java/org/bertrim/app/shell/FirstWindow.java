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
 * Measures the start: {@code -Dbertrim.measure=FILE} writes to the file how many seconds after the start of the Java machine the
 * window had been drawn, and closes it.
 */
final class FirstWindow {

    private static final String PROPERTY = "bertrim.measure";

    private @Nullable Runnable waiting;

    private FirstWindow() {}

    /** The second figure is what the processors did for the first; other programs that are busy change it little. */
    private record Figure(double firstWindowSeconds, double processorSeconds, int processors, String java) {}

    /** Does something as soon as the scene has been drawn once, and the measurement if it is asked for. */
    static void after(Scene scene, Runnable next, Runnable close, FailureSink failures) {
        FirstWindow window = new FirstWindow();
        window.waiting = () -> {
            if (window.waiting != null) {
                scene.removePostLayoutPulseListener(window.waiting);
                window.waiting = null;
                // the picture of this layout is drawn before anything that is asked for from now on
                FxBackground.afterwards(() -> {
                    if (!measured(close, failures)) {
                        next.run();
                    }
                });
            }
        };
        scene.addPostLayoutPulseListener(window.waiting);
    }

    private static double processorSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : Double.NaN;
    }

    private static boolean measured(Runnable close, FailureSink failures) {
        String file = System.getProperty(PROPERTY);
        if (file == null) {
            return false;
        }
        double seconds = (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
        Figure figure = new Figure(
                seconds, processorSeconds(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
        try {
            Files.writeString(Path.of(file), Json.pretty(figure));
        } catch (IOException e) {
            failures.report(e);
        }
        close.run();
        return true;
    }
}
