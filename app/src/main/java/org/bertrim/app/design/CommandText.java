package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.Json;

/**
 * The command that runs an experiment in a terminal. The experiment goes into a file of its own, {@code
 * WORKSPACE/experiments/HASH.json}, so that the command still means the same after the draft has changed.
 */
final class CommandText {

    private CommandText() {}

    /** Writes the file; the words of the command, unquoted. */
    static List<String> words(JsonNode experiment, Path workspace) {
        String content = Json.pretty(experiment);
        Path folder = workspace.resolve("experiments");
        Path file = folder.resolve(hash(content) + ".json");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DurableFiles.failure("The experiment could not be written for the command", e);
        }
        DurableFiles.write(file, content);
        return List.of(program(), "run", file.toString(), "--workspace", workspace.toString());
    }

    /** One line for the terminal of this system. */
    static String line(List<String> words) {
        boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return words.stream().map(word -> quoted(word, windows)).collect(Collectors.joining(" "));
    }

    static String quoted(String word, boolean windows) {
        if (word.matches("[A-Za-z0-9_@%+=:,./-]+") || windows && word.matches("[A-Za-z0-9_@+=:,./\\\\-]+")) {
            return word;
        }
        return windows ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The launcher beside this program's libraries, so that the command works wherever it is installed; else its plain name. */
    private static String program() {
        try {
            Path library = Path.of(CommandText.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = library.getParent() == null ? library : library.getParent().resolveSibling("bin");
            boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
            Path launcher = folder.resolve(windows ? "bertrim.cmd" : "bertrim");
            return Files.isExecutable(launcher) ? launcher.toString() : "bertrim";
        } catch (URISyntaxException e) {
            return "bertrim";
        }
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
