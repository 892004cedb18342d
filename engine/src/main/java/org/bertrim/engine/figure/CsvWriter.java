package org.bertrim.engine.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    static byte[] grid(Grid grid) throws IOException {
        return write(
                csv -> {
                    for (Grid.Cell cell : grid.cells()) {
                        csv.printRecord(
                                cell.width(),
                                cell.depth(),
                                grid.names().metric(),
                                "dev",
                                cell.score(),
                                grid.shareOfTeacher(cell),
                                teacherScore(grid),
                                cell.parameters(),
                                cell.encoderParameters(),
                                cell.missing().isEmpty() ? "measured" : cell.missing());
                    }
                },
                "width",
                "depth",
                "metric",
                "split",
                "score",
                "shareOfTeacher",
                "teacherScore",
                "parameters",
                "encoderParameters",
                "status");
    }

    /** A row for each point and one for the teacher's line. */
    static byte[] size(Grid grid) throws IOException {
        return write(
                csv -> {
                    for (Grid.Cell cell : SizeFigure.drawn(grid)) {
                        csv.printRecord("subnetwork", cell.width(), cell.depth(), cell.parameters(), cell.score());
                    }
                    Grid.Teacher teacher = grid.teacher();
                    if (teacher != null) {
                        csv.printRecord("teacher", null, null, teacher.parameters(), teacher.score());
                    }
                },
                "model",
                "width",
                "depth",
                "parameters",
                "score");
    }

    /** A row for each point of each curve, raw and smoothed. */
    static byte[] loss(LossCurves losses) throws IOException {
        return write(
                csv -> {
                    for (LossCurves.Curve curve : losses.curves()) {
                        for (int i = 0; i < curve.raw().length; i++) {
                            csv.printRecord(
                                    losses.stage(),
                                    curve.key(),
                                    Math.round(curve.steps()[i]),
                                    curve.epochs()[i],
                                    curve.raw()[i],
                                    curve.smoothed()[i]);
                        }
                    }
                },
                "stage",
                "term",
                "step",
                "epoch",
                "raw",
                "smoothed");
    }

    private static @Nullable Double teacherScore(Grid grid) {
        return grid.teacher() == null ? null : grid.teacher().score();
    }

    private static byte[] write(Rows rows, String... header) throws IOException {
        StringBuilder out = new StringBuilder();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator("\n")
                .setHeader(header)
                .get();
        try (CSVPrinter csv = new CSVPrinter(out, format)) {
            rows.print(csv);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private interface Rows {
        void print(CSVPrinter csv) throws IOException;
    }
}
