package org.bertrim.app.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open database: what was read from the run folders, and what the user wrote. Every call is one short transaction and belongs
 * in the background; failures are {@link JdbiException}.
 */
final class Store implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final String USER_TABLES = "notes, tags, comparisons, preferences";

    /** Also what {@link StoreBackups} looks for in a script. */
    static final String REVISION = "store.revision";

    private final JdbcConnectionPool pool;
    private final Jdbi jdbi;

    private Store(JdbcConnectionPool pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens or creates a database, brings its tables up to date and reads a little of each, so that damage shows now.
     *
     * @param location the part of the address after {@code jdbc:h2:}
     */
    static Store open(String location) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:" + location + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0;TRACE_LEVEL_FILE=0", "sa", "");
        Store store = new Store(pool);
        boolean whole = false;
        try {
            StoreSchema.migrate(pool);
            store.check();
            whole = true;
            return store;
        } finally {
            if (!whole) {
                pool.dispose();
            }
        }
    }

    private void check() {
        jdbi.useHandle(handle -> {
            for (String table : List.of("experiments", "runs", "metrics", "notes", "tags", "comparisons", "preferences")) {
                handle.createQuery("SELECT * FROM " + table + " LIMIT 1").mapToMap().list();
            }
        });
    }

    /** Every run, newest first; {@code folder} is where their folders lie. */
    List<RunTable.Known> runs(Path folder) {
        return jdbi.withHandle(handle -> RunTable.list(handle, folder));
    }

    void save(Collection<RunIndex.Entry> entries) {
        if (!entries.isEmpty()) {
            jdbi.useTransaction(handle -> RunTable.save(handle, entries));
        }
    }

    void remove(Collection<String> ids) {
        if (!ids.isEmpty()) {
            jdbi.useTransaction(handle -> RunTable.remove(handle, ids));
        }
    }

    /** How many runs have a number of each name, by name. */
    Map<String, Integer> metricNames() {
        Map<String, Integer> names = new TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("SELECT name, COUNT(*) AS runs FROM metrics GROUP BY name")
                .map((row, context) -> names.put(row.getString(1), row.getInt(2)))
                .list());
        return names;
    }

    /** The number of this name of every run that has it, by run. */
    Map<String, Double> metric(String name) {
        Map<String, Double> values = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("SELECT run, amount FROM metrics WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> values.put(row.getString(1), row.getDouble(2)))
                .list());
        return values;
    }

    Map<String, RunInfo.Words> words() {
        return jdbi.withHandle(handle -> {
            Map<String, String> notes = new HashMap<>();
            handle.createQuery("SELECT run, text FROM notes")
                    .map((row, context) -> notes.put(row.getString(1), row.getString(2)))
                    .list();
            Map<String, List<String>> tags = new HashMap<>();
            handle.createQuery("SELECT run, tag FROM tags ORDER BY tag")
                    .map((row, context) -> tags.computeIfAbsent(row.getString(1), run -> new ArrayList<>())
                            .add(row.getString(2)))
                    .list();
            Map<String, RunInfo.Words> words = new HashMap<>();
            notes.forEach((run, text) -> words.put(run, new RunInfo.Words(text, List.of())));
            tags.forEach((run, list) -> words.put(run, new RunInfo.Words(notes.getOrDefault(run, ""), list)));
            return words;
        });
    }

    void write(String run, RunInfo.Words words) {
        jdbi.useTransaction(handle -> {
            count(handle);
            handle.execute("DELETE FROM notes WHERE run = ?", run);
            handle.execute("DELETE FROM tags WHERE run = ?", run);
            if (!words.notes().isEmpty()) {
                handle.execute("INSERT INTO notes (run, text) VALUES (?, ?)", run, words.notes());
            }
            if (!words.tags().isEmpty()) {
                PreparedBatch batch = handle.prepareBatch("INSERT INTO tags (run, tag) VALUES (:run, :tag)");
                words.tags().forEach(tag -> batch.bind("run", run).bind("tag", tag).add());
                batch.execute();
            }
        });
    }

    Optional<String> preference(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT text FROM preferences WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
    }

    void preference(String name, String text) {
        jdbi.useTransaction(handle -> {
            count(handle);
            handle.execute("MERGE INTO preferences (name, text) KEY (name) VALUES (?, ?)", name, text);
        });
    }

    List<SavedComparison> comparisons() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id, name, content FROM comparisons ORDER BY name")
                .map((row, context) -> new SavedComparison(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    void write(SavedComparison comparison) {
        jdbi.useTransaction(handle -> {
            count(handle);
            handle.execute(
                    "MERGE INTO comparisons (id, name, content) KEY (id) VALUES (?, ?, ?)",
                    comparison.id(),
                    comparison.name(),
                    comparison.content());
        });
    }

    void removeComparison(String id) {
        jdbi.useTransaction(handle -> {
            count(handle);
            handle.execute("DELETE FROM comparisons WHERE id = ?", id);
        });
    }

    /** How often the user has written something; backups count along, so that a store that lost a change is found out. */
    long revision() {
        return preference(REVISION).map(Long::valueOf).orElse(0L);
    }

    private static void count(Handle handle) {
        handle.execute(
                "MERGE INTO preferences p USING (VALUES (?)) AS v (name) ON p.name = v.name"
                        + " WHEN MATCHED THEN UPDATE SET text = CAST(CAST(p.text AS BIGINT) + 1 AS VARCHAR)"
                        + " WHEN NOT MATCHED THEN INSERT (name, text) VALUES (v.name, '1')",
                REVISION);
    }

    /** What the user wrote, as statements with which it can be written again. */
    String script() {
        List<String> lines = jdbi.withHandle(handle -> handle.createQuery(
                        "SCRIPT SIMPLE COLUMNS NOPASSWORDS NOSETTINGS TABLE " + USER_TABLES)
                .mapTo(String.class)
                .list());
        return String.join("\n", lines) + "\n";
    }

    /** Executes these statements, all or none. */
    void insert(List<String> statements) throws SQLException {
        jdbi.useTransaction(handle -> {
            // past JDBI's templates, which would take colons and angle brackets in a text for places to fill in
            try (Statement plain = handle.getConnection().createStatement()) {
                for (String statement : statements) {
                    plain.execute(statement);
                }
            }
        });
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } finally {
            pool.dispose();
        }
    }

    /** Closes a database that may not answer any more. */
    void abandon() {
        try {
            close();
        } catch (SQLException e) {
            LOG.info("The store did not close properly: {}", e.toString()); // all that matters was written before
        }
    }
}
