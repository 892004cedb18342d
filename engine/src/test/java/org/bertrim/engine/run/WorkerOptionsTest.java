package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window starts workers, too: the options with which it is started must leave them able to. */
class WorkerOptionsTest {

    @TempDir
    Path folder;

    @Test
    void javaStartsAWorkerWhateverTheWindowWasStartedWith() throws Exception {
        Path archive = folder.resolve("classes.jsa");
        List<String> window = new ArrayList<>(windowOptions());
        window.add("-XX:ArchiveClassesAtExit=" + archive); // as the launcher adds it

        List<String> command = new ArrayList<>();
        command.add(WorkerProcess.java().toString());
        command.addAll(WorkerProcess.MEMORY);
        command.addAll(JvmOptions.forWorker(window));
        command.add("-version");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(archive).as("the window's archive is the window's to write").doesNotExist();
    }

    private static List<String> windowOptions() throws Exception {
        Matcher found = Pattern.compile("<window\\.options>(.*)</window\\.options>")
                .matcher(Files.readString(Path.of("..", "pom.xml")));
        assertThat(found.find()).isTrue();
        List<String> options = List.of(found.group(1).strip().split("\\s+"));
        assertThat(options).contains("-XX:+UseG1GC"); // else there is nothing to leave out
        return options;
    }
}
