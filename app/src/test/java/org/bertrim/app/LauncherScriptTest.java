package org.bertrim.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts {@code bin/bertrim} with a stand-in for {@code java} that prints what it was called with. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {

    @TempDir
    Path folder;

    private Path application;
    private Path script;

    @BeforeEach
    void laysOutAnApplicationFolderWithSpacesInItsPath() throws IOException {
        application = folder.toRealPath().resolve("my programs/bertrim");
        script = application.resolve("bin/bertrim");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("src/main/launcher/bertrim"), script);
        makeExecutable(script);
    }

    @Test
    void passesFlagsClassPathAndArgumentsAsTheyAre() throws Exception {
        Path home = java("17.0.15");

        Answer answer = start(script, Map.of("JAVA_HOME", home.toString()), "run", "two words", "a*b", "");

        assertThat(answer.exit()).isZero();
        assertThat(answer.lines())
                .containsExactly(
                        "[@" + application + "/lib/jvm.options]",
                        "[-cp]",
                        "[" + application + "/lib/*]",
                        "[org.bertrim.app.Launcher]",
                        "[run]",
                        "[two words]",
                        "[a*b]",
                        "[]");
    }

    @Test
    void givesTheToolkitToTheWindowOnly() throws Exception {
        Path home = java("17.0.15");

        for (List<String> window : List.of(List.<String>of(), List.of("--workspace=/my data"), List.of("--workspace", "x"))) {
            Answer answer = start(script, Map.of("JAVA_HOME", home.toString()), window.toArray(String[]::new));
            assertThat(answer.lines())
                    .containsSubsequence(
                            "[@" + application + "/lib/window.options]",
                            "[--module-path]",
                            "[" + application + "/lib/javafx]",
                            "[org.bertrim.app.Launcher]")
                    .endsWith(window.isEmpty() ? "[org.bertrim.app.Launcher]" : "[" + window.get(window.size() - 1) + "]");
        }
        assertThat(start(script, Map.of("JAVA_HOME", home.toString()), "--version").lines())
                .doesNotContain("[--module-path]");
    }

    @Test
    void findsItsFolderThroughRelativeAndAbsoluteLinks() throws Exception {
        Path home = java("21");
        Path links = Files.createDirectories(folder.toRealPath().resolve("other/bin"));
        Path absolute = Files.createSymbolicLink(links.resolve("absolute"), script);
        Path relative = Files.createSymbolicLink(links.resolve("relative"), Path.of("absolute"));

        for (Path link : List.of(absolute, relative)) {
            Answer answer = start(link, Map.of("JAVA_HOME", home.toString()));
            assertThat(answer.lines()).contains("[" + application + "/lib/*]");
        }
    }

    @Test
    void takesJavaFromThePathWhereNoHomeIsSet() throws Exception {
        Path home = java("17.0.1");

        Answer answer = start(script, Map.of("PATH", home.resolve("bin") + ":" + System.getenv("PATH")), "doctor");

        assertThat(answer.lines()).endsWith("[doctor]");
    }

    @Test
    void refusesAnOldJavaInPlainWords() throws Exception {
        for (String version : List.of("1.8.0_392", "11.0.20")) {
            Answer answer = start(script, Map.of("JAVA_HOME", java(version).toString()));

            assertThat(answer.exit()).isEqualTo(1);
            assertThat(answer.lines()).singleElement().asString().contains("Java 17 or newer is needed");
        }
    }

    @Test
    void namesAJavaHomeWithoutJava() throws Exception {
        Answer answer = start(script, Map.of("JAVA_HOME", "/nowhere"));

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.lines()).singleElement().asString().contains("JAVA_HOME is /nowhere");
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        Path home = java("17");
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n[ \"$1\" = -version ] && echo 'x version \"17\"' >&2 && exit 0\nexit 130\n");

        assertThat(start(script, Map.of("JAVA_HOME", home.toString())).exit()).isEqualTo(130);
    }

    private Path cache() {
        return folder.resolve("a cache");
    }

    @Test
    void keepsClassesForTheNextWindowAndNewOnesWhenALibraryHasChanged() throws Exception {
        Map<String, String> home = Map.of("JAVA_HOME", java("17.0.15").toString());
        Path library = Files.createDirectories(application.resolve("lib/javafx")).resolve("a.jar");
        Files.writeString(library, "old");

        Path first = archive(start(script, home), "-XX:ArchiveClassesAtExit=");
        Files.createFile(first); // what Java does when the window has closed

        assertThat(first.getParent()).isEqualTo(cache().resolve("bertrim"));
        assertThat(archive(start(script, home), "-XX:SharedArchiveFile=")).isEqualTo(first);

        Files.writeString(library, "a newer one");
        assertThat(archive(start(script, home), "-XX:ArchiveClassesAtExit=")).isNotEqualTo(first);
        assertThat(first).doesNotExist();
    }

    @Test
    void doesWithoutKeptClassesWhereNothingCanBeKept() throws Exception {
        Path file = Files.createFile(folder.resolve("no folder"));

        Answer answer = start(
                script, Map.of("JAVA_HOME", java("17.0.15").toString(), "XDG_CACHE_HOME", file.toString()));

        assertThat(answer.lines()).contains("[-Xshare:auto]").endsWith("[org.bertrim.app.Launcher]");
    }

    private static Path archive(Answer answer, String flag) {
        String line = answer.lines().stream()
                .filter(each -> each.startsWith("[" + flag))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.lines()));
        return Path.of(line.substring(1 + flag.length(), line.length() - 1));
    }

    private Path java(String version) throws IOException {
        Path home = folder.toRealPath().resolve("jdk " + version);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                java,
                """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo 'openjdk version "%s" 2025-04-15' >&2
                    exit 0
                fi
                for argument in "$@"; do
                    echo "[$argument]"
                done
                """
                        .formatted(version));
        makeExecutable(java);
        return home;
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Answer start(Path program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("XDG_CACHE_HOME", cache().toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), output.lines().toList());
    }

    private record Answer(int exit, List<String> lines) {}
}
