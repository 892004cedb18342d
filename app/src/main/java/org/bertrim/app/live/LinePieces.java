package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins what stages in a row give for the same thing to one line each. */
final class LinePieces {

    private record Piece(double[] x, double[] y) {}

    private record Course(@Nullable Part part, List<Piece> pieces) {}

    private final Map<String, Course> courses = new LinkedHashMap<>();

    void add(String id, @Nullable Part part, double[] x, double[] y) {
        courses.computeIfAbsent(id, key -> new Course(part, new ArrayList<>())).pieces().add(new Piece(x, y));
    }

    /** The lines; sub-networks from the largest to the smallest. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        courses.forEach((id, course) -> lines.add(join(id, course)));
        lines.sort((a, b) -> a.part() == null || b.part() == null ? 0 : a.part().compareTo(b.part()));
        return lines;
    }

    private static Line join(String id, Course course) {
        List<Piece> pieces = course.pieces();
        if (pieces.size() == 1) {
            return new Line(id, course.part(), pieces.get(0).x(), pieces.get(0).y());
        }
        int size = pieces.stream().mapToInt(piece -> piece.x().length).sum();
        double[] x = new double[size];
        double[] y = new double[size];
        int at = 0;
        for (Piece piece : pieces) {
            System.arraycopy(piece.x(), 0, x, at, piece.x().length);
            System.arraycopy(piece.y(), 0, y, at, piece.y().length);
            at += piece.x().length;
        }
        return new Line(id, course.part(), x, y);
    }
}
