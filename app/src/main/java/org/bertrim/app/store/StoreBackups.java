package org.bertrim.app.store;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.h2.util.ScriptReader;
import org.jdbi.v3.core.JdbiException;

/**
 * Scripts of what the user wrote: {@code latest.sql}, written after every change, and one from each start on which something was
 * new, of which the newest few stay. Only rows of the user's tables are read back, whatever else a script may hold.
 */
final class StoreBackups {

    private static final int KEPT = 5;
    private static final String LATEST = "latest.sql";
    private static final String SUFFIX = ".sql";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final Pattern REVISION =
            Pattern.compile("VALUES\\s*\\('" + Pattern.quote(Store.REVISION) + "',\\s*'(\\d{1,18})'\\)");
    private static final Pattern ROW =
            Pattern.compile("\\s*INSERT INTO \"PUBLIC\"\\.\"(NOTES|TAGS|COMPARISONS|PREFERENCES)\"\\(.*", Pattern.DOTALL);

    private final Path folder;

    StoreBackups(Path folder) {
        this.folder = folder;
    }

    /** After a change. */
    void write(Store store) {
        DurableFiles.write(prepared().resolve(LATEST), store.script());
    }

    /** On a start. */
    void rotate(Store store, Instant now) {
        String script = store.script();
        DurableFiles.write(prepared().resolve(LATEST), script);
        List<Path> dated = dated();
        if (dated.isEmpty() || !rows(read(dated.get(0))).equals(rows(script))) {
            DurableFiles.write(folder.resolve(NAME.format(now) + SUFFIX), script);
            dated().stream().skip(KEPT).forEach(StoreBackups::delete);
        }
    }

    /**
     * Fills the user's tables of a fresh store from the newest script that can be read; a script that fails leaves no rows.
     *
     * @return the script, nothing if there is none with anything in it
     */
    Optional<Path> restore(Store store) {
        for (Path candidate : candidates()) {
            List<String> rows = rows(read(candidate));
            if (rows.isEmpty()) {
                continue;
            }
            try {
                store.insert(rows);
                return Optional.of(candidate);
            } catch (SQLException | JdbiException e) {
                continue; // damaged as well: the one before it may be whole
            }
        }
        return Optional.empty();
    }

    /** The highest {@link Store#revision()} among the scripts, 0 if there is none. */
    long revision() {
        return candidates().stream()
                .map(candidate -> REVISION.matcher(read(candidate)))
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElse(0);
    }

    private List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        if (Files.isRegularFile(folder.resolve(LATEST))) {
            candidates.add(folder.resolve(LATEST));
        }
        candidates.addAll(dated());
        return candidates;
    }

    private static List<String> rows(String script) {
        List<String> rows = new ArrayList<>();
        try (ScriptReader reader = new ScriptReader(new StringReader(script))) {
            reader.setSkipRemarks(true);
            for (String statement = reader.readStatement(); statement != null; statement = reader.readStatement()) {
                if (ROW.matcher(statement).matches()) {
                    rows.add(statement.strip());
                }
            }
        }
        return rows;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw DurableFiles.failure("The backup " + file + " could not be read", e);
        }
    }

    private Path prepared() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw DurableFiles.failure("The folder " + folder + " could not be made", e);
        }
    }

    /** Newest first. */
    List<Path> dated() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .filter(file -> !file.endsWith(LATEST))
                    .sorted(Comparator.<Path>reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw DurableFiles.failure("The backups in " + folder + " could not be listed", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DurableFiles.failure("The old backup " + file + " could not be deleted", e);
        }
    }
}
