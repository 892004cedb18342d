package org.bertrim.engine.teacher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out under which licence a model in a folder stands, as far as its files say. */
final class Licence {

    static final String UNKNOWN = "unknown";

    private static final String FENCE = "---";
    private static final Pattern KEY = Pattern.compile("licen[sc]e:\\s*(.*)");
    private static final Pattern ITEM = Pattern.compile("-\\s+(.+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+-]{0,59}");
    private static final int MOST_LINES = 500;

    private Licence() {}

    /** What the head of the folder's {@code README.md} says, in the form that hubs use; {@value #UNKNOWN} if it says nothing. */
    static String of(Path folder) {
        Path page = folder.resolve("README.md");
        if (!Files.isRegularFile(page)) {
            return UNKNOWN;
        }
        try (BufferedReader lines = Files.newBufferedReader(page)) {
            return read(lines);
        } catch (MalformedInputException e) {
            return UNKNOWN; // no text
        } catch (IOException e) {
            return UNKNOWN; // it is only a remark
        }
    }

    private static String read(BufferedReader lines) throws IOException {
        if (!FENCE.equals(strip(lines.readLine()))) {
            return UNKNOWN;
        }
        boolean list = false;
        for (int i = 0; i < MOST_LINES; i++) {
            String line = lines.readLine();
            if (line == null || strip(line).equals(FENCE)) {
                return UNKNOWN;
            }
            Matcher matcher = (list ? ITEM : KEY).matcher(strip(line));
            if (matcher.matches()) {
                String word = matcher.group(1).replaceAll("^[\"']|[\"']$", "");
                if (WORD.matcher(word).matches()) {
                    return word;
                }
                list = word.isEmpty();
            }
        }
        return UNKNOWN;
    }

    private static String strip(@org.jspecify.annotations.Nullable String line) {
        return line == null ? "" : line.replace("\uFEFF", "").strip();
    }
}
