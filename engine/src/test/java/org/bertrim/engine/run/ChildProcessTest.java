package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void whoIsAskedEndsWithWhoAsks() throws Exception {
        Process asking = start();
        try {
            assertThat(Patience.await(() -> asking.children().findAny().isPresent(), LONG, Patience.LOOK)).isTrue();
            Optional<ProcessHandle> asked = asking.children().findAny();
            asking.destroyForcibly().waitFor();
            assertThat(asked.orElseThrow().onExit().get(LONG.toSeconds(), TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            asking.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        WorkerProcess.java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AskingMain.class.getName(),
                        "ask")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
