package org.bertrim.app.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The tables of what was read from run folders: experiments, runs, metrics. */
final class RunTable {

    /** A run as it was when its folder was read last. */
    record Known(RunInfo info, RunStamp stamp) {}

    private RunTable() {}

    /** Writes these runs, at least one, in the place of what was known about them. */
    static void save(Handle handle, Collection<RunIndex.Entry> entries) {
        Collection<String> names = columns(entries.iterator().next()).keySet();
        PreparedBatch experiments = handle.prepareBatch("MERGE INTO experiments (id, name, method, task, teacher, content)"
                + " KEY (id) VALUES (:id, :name, :method, :task, :teacher, :content)");
        PreparedBatch runs = handle.prepareBatch("MERGE INTO runs (" + String.join(", ", names) + ") KEY (id) VALUES ("
                + names.stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")");
        PreparedBatch old = handle.prepareBatch("DELETE FROM metrics WHERE run = :run");
        PreparedBatch metrics = handle.prepareBatch("INSERT INTO metrics (name, run, amount) VALUES (:name, :run, :amount)");
        for (RunIndex.Entry entry : entries) {
            RunInfo.Design design = entry.info().design();
            if (entry.experiment() != null) {
                experiments
                        .bind("id", entry.experiment().id())
                        .bind("name", design.name())
                        .bind("method", design.method())
                        .bind("task", design.task())
                        .bind("teacher", design.teacher())
                        .bind("content", entry.experiment().content())
                        .add();
            }
            columns(entry).forEach((column, value) -> runs.bind(column, value));
            runs.add();
            String id = entry.info().id();
            old.bind("run", id).add();
            entry.metrics().forEach((name, amount) -> metrics
                    .bind("name", name)
                    .bind("run", id)
                    .bind("amount", amount)
                    .add());
        }
        for (PreparedBatch batch : List.of(experiments, runs, old, metrics)) {
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }

    static void remove(Handle handle, Collection<String> ids) {
        for (String id : ids) {
            handle.execute("DELETE FROM runs WHERE id = ?", id);
            handle.execute("DELETE FROM metrics WHERE run = ?", id);
        }
        handle.execute("DELETE FROM experiments WHERE id NOT IN (SELECT experiment FROM runs WHERE experiment IS NOT NULL)");
    }

    /** Every run, newest first; {@code runs} is the folder in which their folders lie. */
    static List<Known> list(Handle handle, Path runs) {
        return handle.createQuery("SELECT * FROM runs ORDER BY id DESC")
                .map((row, context) -> known(row, runs))
                .list();
    }

    private static Known known(ResultSet row, Path runs) throws SQLException {
        String atStage = row.getString("at_stage");
        String what = row.getString("problem_what");
        RunInfo info = new RunInfo(
                row.getString("id"),
                runs.resolve(row.getString("id")),
                RunStatus.valueOf(row.getString("status")),
                new RunInfo.Design(
                        row.getString("name"),
                        row.getString("method"),
                        row.getString("task"),
                        row.getString("teacher"),
                        row.getString("device"),
                        integer(row, "seed"),
                        Objects.requireNonNullElse(row.getString("experiment"), "")),
                new RunInfo.Outcome(
                        row.getString("metric"),
                        number(row, "teacher_score"),
                        model(row, "best"),
                        model(row, "small"),
                        row.getString("best_stage"),
                        row.getLong("best_step"),
                        architecture(row)),
                new RunInfo.Times(
                        row.getObject("created", OffsetDateTime.class).toInstant(),
                        instant(row, "started"),
                        instant(row, "ended"),
                        row.getDouble("seconds")),
                atStage == null
                        ? null
                        : new RunInfo.Progress(
                                atStage,
                                row.getInt("at_number"),
                                row.getInt("at_stages"),
                                row.getLong("at_step"),
                                row.getLong("at_of"),
                                null),
                what == null
                        ? null
                        : new RunInfo.Problem(what, row.getString("problem_why"), row.getString("problem_remedy")),
                integer(row, "queue_order"),
                RunInfo.Words.NONE);
        return new Known(info, new RunStamp(row.getString("stamp")));
    }

    private static RunInfo.@Nullable Architecture architecture(ResultSet row) throws SQLException {
        String brief = row.getString("architecture");
        return brief == null ? null : new RunInfo.Architecture(row.getInt("architecture_cells"), brief);
    }

    private static RunInfo.@Nullable Model model(ResultSet row, String prefix) throws SQLException {
        RunInfo.Model model = new RunInfo.Model(
                number(row, prefix + "_width"),
                number(row, prefix + "_depth"),
                number(row, prefix + "_score"),
                integer(row, prefix + "_bytes"),
                number(row, prefix + "_speed_up"));
        return model.score() == null && model.sizeBytes() == null ? null : model;
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Double.valueOf(value);
    }

    private static @Nullable Long integer(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Map<String, @Nullable Object> columns(RunIndex.Entry entry) {
        RunInfo info = entry.info();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("id", info.id());
        columns.put("experiment", entry.experiment() == null ? null : entry.experiment().id());
        columns.put("stamp", entry.stamp().text());
        columns.put("status", info.status().name());
        columns.put("queue_order", info.order());
        columns.put("name", info.design().name());
        columns.put("method", info.design().method());
        columns.put("task", info.design().task());
        columns.put("teacher", info.design().teacher());
        columns.put("device", info.design().device());
        columns.put("seed", info.design().seed());
        columns.put("metric", info.outcome().metric());
        columns.put("teacher_score", info.outcome().teacherScore());
        model(columns, "best", info.outcome().best());
        model(columns, "small", info.outcome().smallest());
        columns.put("best_stage", info.outcome().stage());
        columns.put("best_step", info.outcome().step());
        RunInfo.Architecture architecture = info.outcome().architecture();
        columns.put("architecture", architecture == null ? null : architecture.brief());
        columns.put("architecture_cells", architecture == null ? null : architecture.cells());
        columns.put("created", time(info.times().created()));
        columns.put("started", time(info.times().started()));
        columns.put("ended", time(info.times().ended()));
        columns.put("seconds", info.times().seconds());
        RunInfo.Progress progress = info.progress();
        columns.put("at_stage", progress == null ? null : progress.stage());
        columns.put("at_number", progress == null ? null : progress.number());
        columns.put("at_stages", progress == null ? null : progress.stages());
        columns.put("at_step", progress == null ? null : progress.step());
        columns.put("at_of", progress == null ? null : progress.of());
        RunInfo.Problem problem = info.problem();
        columns.put("problem_what", problem == null ? null : problem.what());
        columns.put("problem_why", problem == null ? null : problem.why());
        columns.put("problem_remedy", problem == null ? null : problem.remedy());
        return columns;
    }

    private static void model(Map<String, @Nullable Object> columns, String prefix, RunInfo.@Nullable Model model) {
        columns.put(prefix + "_width", model == null ? null : model.width());
        columns.put(prefix + "_depth", model == null ? null : model.depth());
        columns.put(prefix + "_score", model == null ? null : model.score());
        columns.put(prefix + "_bytes", model == null ? null : model.sizeBytes());
        columns.put(prefix + "_speed_up", model == null ? null : model.speedUp());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
