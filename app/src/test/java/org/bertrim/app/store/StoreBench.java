package org.bertrim.app.store;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.bertrim.app.common.Background;

/** Says how long the first look at a workspace takes; the second time the store is warm. */
public final class StoreBench {

    private StoreBench() {}

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Arguments: workspace. */
    public static void main(String[] arguments) {
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            long used = processor();
            try (RunCenter center = new RunCenter(Path.of(arguments[0]), Background.inline(), failure -> {
                throw new IllegalStateException(failure);
            })) {
                center.refresh();
                System.out.printf(
                        "first look: %d rows after %.0f ms, %.0f ms of them computing%n",
                        center.rows().size(), (System.nanoTime() - start) / 1e6, (processor() - used) / 1e6);
                while (center.unread().get() > 0) {
                    center.refresh();
                }
                System.out.printf("everything read: %d rows after %.0f ms%n", center.rows().size(), (System.nanoTime() - start) / 1e6);
                long again = System.nanoTime();
                for (int look = 0; look < 20; look++) {
                    center.refresh();
                }
                System.out.printf("a look at rest: %.1f ms%n", (System.nanoTime() - again) / 20e6);
            }
        }
    }
}
