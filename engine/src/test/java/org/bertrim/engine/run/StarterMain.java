package org.bertrim.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Stands for the window: leads a process group, starts a worker and a process that stays in the group, and waits. */
final class StarterMain {

    private StarterMain() {}

    public static void main(String[] arguments) throws IOException {
        NativeProcess.detach();
        WorkerProcess.start(RunFolder.open(Path.of(arguments[0])), List.of("-Xmx64m"), ChainMain.class.getName());
        new ProcessBuilder("sleep", "120").start();
        Patience.await(() -> false, Duration.ofMinutes(2), Patience.LOOK);
    }
}
