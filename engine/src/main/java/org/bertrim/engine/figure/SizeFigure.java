package org.bertrim.engine.figure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What size costs: every sub-network's score over its parameters, a line for each depth, and the teacher's line. */
public final class SizeFigure {

    private SizeFigure() {}

    /** Whether any sub-network has both a score and a number of parameters. */
    public static boolean canDraw(Grid grid) {
        return !drawn(grid).isEmpty();
    }

    /** What the figure shows of the grid. */
    static List<Grid.Cell> drawn(Grid grid) {
        return grid.cells().stream()
                .filter(c -> c.score() != null && c.parameters() != null)
                .toList();
    }

    /** Lays the chart out; {@link #canDraw} must hold. */
    public static Scene of(Grid grid, Room room, Words words) {
        return PointsFigure.of(points(grid, words), room, words);
    }

    /** The chart for a paper, with its numbers. */
    public static Figure figure(Grid grid, double width) {
        Grid.Names names = grid.names();
        String title = names.method() + " on " + names.task() + ": " + names.metric() + " by size";
        return new Figure(title, of(grid, Room.paper(width), Words.ENGLISH), CsvWriter.size(grid));
    }

    private static Points points(Grid grid, Words words) {
        List<Grid.Cell> cells = drawn(grid);
        double unit = cells.stream().mapToLong(Grid.Cell::parameters).max().orElseThrow() >= 1_000_000 ? 1e6 : 1e3;
        String metric = grid.names().metric();
        List<Points.Point> points = grid.depths().stream()
                .flatMap(depth -> cells.stream().filter(cell -> cell.depth() == depth))
                .map(cell -> new Points.Point(
                        cell.key(),
                        Grid.multiplier(cell.depth()),
                        words.get("subnetwork", Grid.multiplier(cell.width()), Grid.multiplier(cell.depth())) + ": "
                                + words.get("parameters", Counts.parameters(cell.parameters())) + ", " + metric + " "
                                + (cell.origin() == Origin.ESTIMATED ? "≈ " : "") + Grid.hundredfold(cell.score())
                                + ", " + words.get(cell.origin().name().toLowerCase(Locale.ROOT)),
                        cell.origin(),
                        cell.parameters() / unit,
                        cell.score() * 100,
                        cell.score()))
                .toList();
        Grid.Teacher teacher = grid.teacher();
        Points.Level level = teacher == null
                ? null
                : new Points.Level(
                        words.get("teacher", Grid.hundredfold(teacher.score())), teacher.score() * 100, teacher.score());
        return new Points(
                words.get(unit == 1e6 ? "parametersMillions" : "parametersThousands"),
                words.get("metricOnDev", metric),
                points,
                true,
                level,
                words.get("depthMultiplier"),
                caption(grid));
    }

    private static String caption(Grid grid) {
        Grid.Names names = grid.names();
        List<Double> ascending = drawn(grid).stream()
                .map(Grid.Cell::width)
                .distinct()
                .sorted()
                .toList();
        String widths = ascending.stream().map(Grid::multiplier).collect(Collectors.joining(", "));
        if (ascending.size() > 1) {
            widths = "Along each line, from left to right: width multiplier " + widths;
            long depths = drawn(grid).stream().map(Grid.Cell::depth).distinct().count();
            if (depths * ascending.size() > drawn(grid).size()) {
                widths += ", where measured";
            }
        } else {
            widths = "Width multiplier " + widths;
        }
        boolean measured = drawn(grid).stream().allMatch(c -> c.origin() == Origin.MEASURED);
        String signs = measured ? "measured on dev" : "on dev; filled: measured, dashed: estimated, hollow: published";
        return names.method() + " on " + names.task() + ", " + signs + ". " + widths + ".";
    }
}
