package org.bertrim.engine.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a figure draws as CSV (RFC 4180, UTF-8, lines end with LF). Scores and shares are fractions; an empty
 * field means that there is no value.
 */
final class CsvWriter {

    private CsvWriter() {}

    /** A row for each cell of the grid, the missing ones included. */
    static Table grid(Grid grid) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Grid.Cell cell : grid.cells()) {
            rows.add(Table.row(
                    cell.width(),
                    cell.depth(),
                    grid.names().metric(),
                    "dev",
                    cell.score(),
                    grid.shareOfTeacher(cell),
                    grid.teacher() == null ? null : grid.teacher().score(),
                    cell.published() == null ? null : cell.published().score(),
                    cell.published() == null ? null : cell.published().source(),
                    cell.parameters(),
                    cell.encoderParameters(),
                    cell.score() == null ? cell.missing() : cell.origin().name().toLowerCase(Locale.ROOT)));
        }
        List<String> header = List.of(
                "width",
                "depth",
                "metric",
                "split",
                "score",
                "shareOfTeacher",
                "teacherScore",
                "publishedScore",
                "publishedSource",
                "parameters",
                "encoderParameters",
                "status");
        return new Table(header, rows);
    }

    /** A row for each point and one for the teacher's line. */
    static Table size(Grid grid) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Grid.Cell cell : SizeFigure.drawn(grid)) {
            rows.add(Table.row("subnetwork", cell.width(), cell.depth(), cell.parameters(), cell.score()));
        }
        Grid.Teacher teacher = grid.teacher();
        if (teacher != null) {
            rows.add(Table.row("teacher", null, null, teacher.parameters(), teacher.score()));
        }
        return new Table(List.of("model", "width", "depth", "parameters", "score"), rows);
    }

    /** A row for each point of each curve, raw and smoothed. */
    static Table loss(LossCurves losses) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (LossCurves.Curve curve : losses.curves()) {
            for (int i = 0; i < curve.raw().length; i++) {
                rows.add(Table.row(
                        losses.stage(),
                        curve.key(),
                        Math.round(curve.steps()[i]),
                        curve.epochs()[i],
                        curve.raw()[i],
                        curve.smoothed()[i]));
            }
        }
        return new Table(List.of("stage", "term", "step", "epoch", "raw", "smoothed"), rows);
    }

    /** The file's bytes. */
    static byte[] bytes(Table table) throws IOException {
        StringBuilder out = new StringBuilder();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator("\n")
                .setHeader(table.header().toArray(String[]::new))
                .get();
        try (CSVPrinter csv = new CSVPrinter(out, format)) {
            for (List<@Nullable Object> row : table.rows()) {
                csv.printRecord(row);
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
