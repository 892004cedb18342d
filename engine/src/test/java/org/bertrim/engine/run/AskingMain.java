package org.bertrim.engine.run;

import java.time.Duration;
import java.util.List;

/** Stands for the window: asks a process that does not answer. Without arguments it is that process. */
final class AskingMain {

    private AskingMain() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            ChildProcess.ask("Nothing was answered", "", AskingMain.class, List.of(), "");
        } else {
            ChildProcess.endWithParent();
            Patience.await(() -> false, Duration.ofMinutes(5), Patience.LOOK);
        }
    }
}
