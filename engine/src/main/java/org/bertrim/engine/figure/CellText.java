package org.bertrim.engine.figure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one cell of the grid says.
 *
 * @param value what its colour stands for and the first line says, a fraction; null where there is nothing to say
 * @param first the large line
 * @param second the small line below; empty where there is none
 * @param corner beside the first line where a cell is wide: the parameters, or where the value comes from; may be empty
 * @param words everything in one sentence, for the hover and screen readers
 * @param missing why there is no value
 */
record CellText(
        @Nullable Double value,
        String first,
        @Nullable Double secondValue,
        String second,
        String corner,
        String words,
        String missing) {

    /** How a grid is read in the words of a room. */
    record Reader(Grid grid, GridFigure.Reading reading, boolean selfContained, Words words) {

        CellText read(Grid.Cell cell) {
            String name = words.get("subnetwork", Grid.multiplier(cell.width()), Grid.multiplier(cell.depth())) + ": ";
            String size = cell.parameters() == null ? "" : Counts.parameters(cell.parameters());
            boolean worded = reading == GridFigure.Reading.SCORE || cell.origin() == Origin.MEASURED || cell.score() == null;
            String corner = worded ? size : words.get(cell.origin().name().toLowerCase(Locale.ROOT));
            if (cell.score() == null) {
                return missing(name, corner, cell.missing());
            }
            String sign = cell.origin() == Origin.ESTIMATED ? "≈ " : "";
            String score = sign + Grid.hundredfold(cell.score());
            String origin = words.get(cell.origin().name().toLowerCase(Locale.ROOT));
            StringBuilder sentence =
                    new StringBuilder(name + grid.names().metric() + " " + score + ", " + origin);
            Double share = grid.shareOfTeacher(cell);
            Double toTeacher = grid.teacher() == null ? null : Double.valueOf(cell.score() - grid.teacher().score());
            if (!selfContained && toTeacher != null) {
                sentence.append(", ").append(words.get("toTeacher", Grid.signed(toTeacher)));
            }
            if (!selfContained && !size.isEmpty()) {
                sentence.append(", ").append(words.get("parameters", size));
            }
            Grid.Published published = cell.published();
            if (published != null) {
                sentence.append(", ")
                        .append(words.get("publishedBy", Grid.hundredfold(published.score()), published.source()));
            }
            String all = sentence.toString();
            switch (reading) {
                case SHARE_OF_TEACHER -> {
                    return share == null
                            ? missing(name, corner, words.get("noTeacher"))
                            : new CellText(share, sign + Grid.hundredfold(share) + " %", cell.score(), score, corner, all, "");
                }
                case DIFFERENCE_TO_PUBLISHED -> {
                    Double difference = grid.differenceToPublished(cell);
                    return difference == null || published == null
                            ? missing(name, corner, words.get("noPublished"))
                            : new CellText(
                                    difference,
                                    sign + Grid.signed(difference),
                                    published.score(),
                                    words.get("versus", score, Grid.hundredfold(published.score())),
                                    corner,
                                    all,
                                    "");
                }
                default -> {
                    return scored(cell, score, corner, all, share, toTeacher, origin);
                }
            }
        }

        private CellText scored(
                Grid.Cell cell,
                String score,
                String corner,
                String all,
                @Nullable Double share,
                @Nullable Double toTeacher,
                String origin) {
            Double secondValue = null;
            String second = "";
            if (cell.origin() != Origin.MEASURED) {
                second = origin;
            } else if (selfContained && anyShare() && share != null) {
                secondValue = share;
                second = Grid.hundredfold(share) + " %";
            } else if (selfContained && !anyShare() && cell.parameters() != null) {
                secondValue = Double.valueOf(cell.parameters());
                second = corner;
            } else if (!selfContained && toTeacher != null) {
                secondValue = toTeacher;
                second = words.get("toTeacher", Grid.signed(toTeacher));
            }
            return new CellText(cell.score(), score, secondValue, second, corner, all, "");
        }

        /** Whether any score can be divided by the teacher's. */
        boolean anyShare() {
            return grid.cells().stream().anyMatch(c -> grid.shareOfTeacher(c) != null);
        }

        private static CellText missing(String name, String corner, String why) {
            return new CellText(null, "", null, "", corner, name + why, why);
        }
    }
}
