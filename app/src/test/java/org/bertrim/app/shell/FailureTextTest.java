package org.bertrim.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTextTest {

    private final Texts texts = Texts.of(Locale.ENGLISH);

    @Test
    void saysWhatTheEngineSaidHoweverDeepItLies() {
        Throwable failure = new CompletionException(new EngineException("No room", "the disk is full", "Delete a run."));

        FailureText text = FailureText.of(failure, texts);

        assertThat(text.what()).isEqualTo("No room");
        assertThat(text.why()).isEqualTo("the disk is full");
        assertThat(text.remedy()).isEqualTo("Delete a run.");
        assertThat(text.details()).contains("CompletionException").contains("FailureTextTest");
    }

    @Test
    void namesTheRootOfWhatNobodyForesaw() {
        FailureText text = FailureText.of(new IllegalStateException("outer", new ArithmeticException("/ by zero")), texts);

        assertThat(text.what()).isEqualTo(texts.get("shell.failure.unforeseen.what"));
        assertThat(text.why()).isEqualTo("java.lang.ArithmeticException: / by zero");
        assertThat(text.report()).contains(text.what()).contains("outer");
    }

    @Test
    void startsANewLogWhenTheOldOneIsLarge(@TempDir Path workspace) throws Exception {
        FailureLog log = new FailureLog(workspace);
        FailureText text = new FailureText("What", "why", "", "x".repeat(600_000));
        for (int i = 0; i < 3; i++) {
            log.add(Instant.EPOCH, "main", text);
        }

        assertThat(Files.size(log.file())).isBetween(600_000L, 700_000L);
        assertThat(Files.size(log.file().resolveSibling("workbench.1.log"))).isGreaterThan(1_200_000L);
    }
}
