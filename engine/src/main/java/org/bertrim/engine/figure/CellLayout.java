package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the nodes, edges and labels of a cell stand. It depends on the number of nodes and on the room alone, not on what the search
 * thinks of an edge, so that nothing jumps while one evolves.
 *
 * <p>The nodes stand in two rows, from left to right in the order in which they are computed. Each edge takes the least bent way that
 * keeps clear of the other nodes and crosses the fewest edges; its label the place nearest its middle that no other edge and no other
 * label runs through.
 */
final class CellLayout {

    private static final int SAMPLES = 32;
    private static final double[] BENDS = {0, 0.1, -0.1, 0.18, -0.18, 0.28, -0.28, 0.4, -0.4, 0.52, -0.52, 0.65, -0.65};
    private static final double[] SKEWS = {0, 0.2, -0.2};
    private static final AtomicReference<@Nullable Known> LAST = new AtomicReference<>();
    private static final double CLEARANCE = 1.35;
    private static final int ROUNDS = 4;
    private static final int BENDING_ROUNDS = 2;
    private static final int FIRST_PLACE = 4;
    private static final int STRIDE = 2;
    private static final double FIRST_STEP = 1.4;
    private static final double LAST_STEP = 0.85;

    /** The room and the sizes of what stands in it, all in one unit. */
    record Sizes(double left, double top, double width, double height, double radius, double label, double line) {}

    /** An edge by its nodes; the output is the node behind the last. */
    record Path(int from, int to) {}

    private final int inner;
    private final Sizes sizes;
    private final List<Mark.Point> nodes = new ArrayList<>();
    private final Map<Path, Mark.Point[]> curves = new LinkedHashMap<>();
    private final Map<Path, Mark.Point[]> ways = new LinkedHashMap<>();
    private final Map<Path, Mark.Point> labels = new LinkedHashMap<>();
    private double cost;

    private CellLayout(int inner, Sizes sizes, boolean outBelow) {
        this.inner = inner;
        this.sizes = sizes;
        placeNodes(outBelow);
        List<Path> all = new ArrayList<>();
        for (int to = 2; to <= inner + 1; to++) {
            for (int from = 0; from < to; from++) {
                all.add(new Path(from, to));
            }
            all.add(new Path(to, inner + 2));
        }
        all.sort(Comparator.comparing(this::toOutput)
                .thenComparingInt(path -> path.to() - Math.max(1, path.from()))
                .thenComparingInt(Path::from));
        for (int round = 0; round < BENDING_ROUNDS; round++) {
            cost = 0;
            all.forEach(this::bend);
        }
        placeLabels(all.stream().filter(path -> !toOutput(path)).toList());
    }

    private record Known(int inner, Sizes sizes, CellLayout layout) {}

    /** The better of two arrangements; the last one is kept, as a search is drawn many times in the same room. */
    static CellLayout of(int inner, Sizes sizes) {
        Known last = LAST.get();
        if (last != null && last.inner() == inner && last.sizes().equals(sizes)) {
            return last.layout();
        }
        CellLayout made = make(inner, sizes);
        LAST.set(new Known(inner, sizes, made));
        return made;
    }

    private static CellLayout make(int inner, Sizes sizes) {
        CellLayout middle = new CellLayout(inner, sizes, false);
        CellLayout below = new CellLayout(inner, sizes, true);
        return below.cost < middle.cost ? below : middle;
    }

    Mark.Point node(int node) {
        return nodes.get(node);
    }

    /** Beginning, the two points that pull, and end. */
    Mark.Point[] curve(int from, int to) {
        return Objects.requireNonNull(curves.get(new Path(from, to)));
    }

    /** The middle of an edge's label. */
    Mark.Point label(int from, int to) {
        return Objects.requireNonNull(labels.get(new Path(from, to)));
    }

    private boolean toOutput(Path path) {
        return path.to() == inner + 2;
    }

    private void placeNodes(boolean outBelow) {
        double above = sizes.top() + sizes.height() * 0.3;
        double below = sizes.top() + sizes.height() * 0.74;
        double from = sizes.left() + sizes.radius();
        double reach = sizes.width() - 2 * sizes.radius();
        double steps = FIRST_STEP + (inner - 1) + LAST_STEP;
        nodes.add(new Mark.Point(from, above));
        nodes.add(new Mark.Point(from, below));
        for (int i = 0; i < inner; i++) {
            nodes.add(new Mark.Point(from + reach * (FIRST_STEP + i) / steps, i % 2 == 0 ? above : below));
        }
        boolean lastAbove = inner % 2 == 1;
        double out = outBelow ? (lastAbove ? below : above) : (above + below) / 2;
        nodes.add(new Mark.Point(from + reach, out));
    }

    /** Chooses the way of an edge, given those that are there, such that there is a place for its label and it spoils none. */
    private void bend(Path path) {
        ways.remove(path);
        labels.remove(path);
        double least = Double.POSITIVE_INFINITY;
        Mark.Point[] best = new Mark.Point[0];
        for (double bend : BENDS) {
            for (double skew : bend == 0 ? new double[] {0} : SKEWS) {
                Mark.Point[] curve = curve(nodes.get(path.from()), nodes.get(path.to()), bend * sizes.height(), skew);
                double bent = Math.abs(bend) * (toOutput(path) ? 6 : 13) + Math.abs(skew) * 2;
                Mark.Point[] way = samples(curve);
                double costs = bent + costs(path, way) + (toOutput(path) ? 0 : room(path, way));
                if (costs < least) {
                    least = costs;
                    best = curve;
                }
            }
        }
        cost += least;
        curves.put(path, best);
        ways.put(path, samples(best));
        if (!toOutput(path)) {
            labels.put(path, freest(path, ways.get(path)));
        }
    }

    private static Mark.Point[] curve(Mark.Point a, Mark.Point b, double bend, double skew) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double length = Math.hypot(dx, dy);
        double nx = -dy / length * bend * 4 / 3; // so that the middle of the curve lies that far from the straight line
        double ny = dx / length * bend * 4 / 3;
        return new Mark.Point[] {
            a,
            new Mark.Point(a.x() + (0.3 + skew) * dx + nx, a.y() + (0.3 + skew) * dy + ny),
            new Mark.Point(a.x() + (0.7 + skew) * dx + nx, a.y() + (0.7 + skew) * dy + ny),
            b
        };
    }

    private static Mark.Point[] samples(Mark.Point[] curve) {
        Mark.Curve whole = new Mark.Curve(
                "", curve[0], curve[1], curve[2], curve[3], Pen.solid(Token.INK, 1), null, "");
        Mark.Point[] points = new Mark.Point[SAMPLES + 1];
        for (int i = 0; i <= SAMPLES; i++) {
            points[i] = whole.at((double) i / SAMPLES);
        }
        return points;
    }

    private double costs(Path path, Mark.Point[] way) {
        double costs = 0;
        for (Mark.Point point : way) {
            double outside = outside(point, 2, sizes.line() / 2);
            costs += outside > 0 ? 2 + outside : 0;
            for (int node = 0; node < nodes.size(); node++) {
                if (node != path.from() && node != path.to()) {
                    double distance = distance(point, nodes.get(node)) / sizes.radius();
                    costs += distance < CLEARANCE ? 12 * (CLEARANCE - distance) : 0;
                }
            }
        }
        for (Map.Entry<Path, Mark.Point[]> other : ways.entrySet()) {
            Path placed = other.getKey();
            double weight = toOutput(path) || toOutput(placed) ? 1 : 3;
            boolean shared = placed.from() == path.from() || placed.to() == path.to();
            if (!shared) {
                costs += weight * crossings(way, other.getValue());
            }
            costs += 0.5 * weight * near(way, other.getValue());
        }
        for (Map.Entry<Path, Mark.Point> label : labels.entrySet()) {
            if (!label.getKey().equals(path)) {
                costs += (toOutput(path) ? 0.8 : 3) * inside(way, label.getValue(), sizes.label() / 2 + 2, sizes.line() / 2 + 2);
            }
        }
        return costs;
    }

    /** The least price of a place for the label on a way. */
    private double room(Path path, Mark.Point[] way) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = FIRST_PLACE; i <= SAMPLES - FIRST_PLACE; i += 2) {
            least = Math.min(least, labelled(path, way, i));
        }
        return least;
    }

    private Mark.Point freest(Path path, Mark.Point[] way) {
        int best = SAMPLES / 2;
        for (int i = FIRST_PLACE; i <= SAMPLES - FIRST_PLACE; i += 2) {
            best = labelled(path, way, i) < labelled(path, way, best) ? i : best;
        }
        return way[best];
    }

    private double labelled(Path path, Mark.Point[] way, int sample) {
        double price = price(path, way[sample]) + 3 * Math.abs((double) sample / SAMPLES - 0.5);
        for (Mark.Point label : labels.values()) {
            price += 40 * overlap(way[sample], label);
        }
        return price;
    }

    private static int crossings(Mark.Point[] one, Mark.Point[] other) {
        int crossings = 0;
        for (int i = STRIDE; i < one.length; i += STRIDE) {
            Mark.Point a = one[i - STRIDE];
            Mark.Point b = one[i];
            for (int j = STRIDE; j < other.length; j += STRIDE) {
                Mark.Point c = other[j - STRIDE];
                Mark.Point d = other[j];
                boolean far = Math.max(a.x(), b.x()) < Math.min(c.x(), d.x()) || Math.max(c.x(), d.x()) < Math.min(a.x(), b.x());
                if (!far && side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) {
                    crossings++;
                }
            }
        }
        return crossings;
    }

    private static double side(Mark.Point a, Mark.Point b, Mark.Point p) {
        return (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
    }

    /** How much of the middle of one way runs along another. */
    private double near(Mark.Point[] one, Mark.Point[] other) {
        int near = 0;
        for (int i = SAMPLES / 4; i <= SAMPLES * 3 / 4; i += 2) {
            for (int j = SAMPLES / 4; j <= SAMPLES * 3 / 4; j += 2) {
                if (distance(one[i], other[j]) < sizes.line() * 0.7) {
                    near++;
                    break;
                }
            }
        }
        return near;
    }

    private void placeLabels(List<Path> paths) {
        Map<Path, List<Mark.Point>> places = new LinkedHashMap<>();
        Map<Path, double[]> prices = new LinkedHashMap<>();
        for (Path path : paths) {
            Mark.Point[] way = ways.get(path);
            List<Mark.Point> possible = new ArrayList<>();
            for (int i = FIRST_PLACE; i <= SAMPLES - FIRST_PLACE; i++) {
                possible.add(way[i]);
                if (i < SAMPLES - FIRST_PLACE) {
                    possible.add(new Mark.Point((way[i].x() + way[i + 1].x()) / 2, (way[i].y() + way[i + 1].y()) / 2));
                }
            }
            double[] price = new double[possible.size()];
            for (int i = 0; i < price.length; i++) {
                price[i] = price(path, possible.get(i)) + 3 * Math.abs((double) i / (price.length - 1) - 0.5);
            }
            places.put(path, possible);
            prices.put(path, price);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Path path : paths) {
                int best = 0;
                double least = Double.POSITIVE_INFINITY;
                List<Mark.Point> possible = places.get(path);
                for (int i = 0; i < possible.size(); i++) {
                    double costs = prices.get(path)[i];
                    for (Path other : paths) {
                        Mark.Point label = labels.get(other);
                        if (!other.equals(path) && label != null) {
                            costs += 40 * overlap(possible.get(i), label);
                        }
                    }
                    if (costs < least) {
                        least = costs;
                        best = i;
                    }
                }
                labels.put(path, possible.get(best));
            }
        }
    }

    /** What it costs to put a label here: nodes it touches, edges that run under it, the border it passes. */
    private double price(Path path, Mark.Point at) {
        double half = sizes.label() / 2;
        double tall = sizes.line() / 2;
        double price = 0;
        for (Mark.Point node : nodes) {
            double dx = Math.max(0, Math.abs(node.x() - at.x()) - half);
            double dy = Math.max(0, Math.abs(node.y() - at.y()) - tall);
            double gap = Math.hypot(dx, dy) / sizes.radius();
            price += gap < 1.15 ? 60 * (1.15 - gap) : 0;
        }
        for (Map.Entry<Path, Mark.Point[]> other : ways.entrySet()) {
            if (!other.getKey().equals(path)) {
                price += (toOutput(other.getKey()) ? 0.8 : 3) * inside(other.getValue(), at, half + 2, tall + 2);
            }
        }
        double outside = outside(at, half, tall);
        return price + (outside > 0 ? 20 + outside : 0);
    }

    /** How far what reaches so far around a place passes the border; negative where it does not. */
    private double outside(Mark.Point at, double half, double tall) {
        double across = Math.max(sizes.left() - at.x() + half, at.x() + half - sizes.left() - sizes.width());
        double along = Math.max(sizes.top() - at.y() + tall, at.y() + tall - sizes.top() - sizes.height());
        return Math.max(across, along);
    }

    private static int inside(Mark.Point[] way, Mark.Point at, double half, double tall) {
        int inside = 0;
        for (Mark.Point point : way) {
            inside += Math.abs(point.x() - at.x()) < half && Math.abs(point.y() - at.y()) < tall ? 1 : 0;
        }
        return inside;
    }

    /** The share of a label that another hides, with a little air between them. */
    private double overlap(Mark.Point one, Mark.Point other) {
        double x = 1.06 - Math.abs(one.x() - other.x()) / sizes.label();
        double y = 1.2 - Math.abs(one.y() - other.y()) / sizes.line();
        return x > 0 && y > 0 ? Math.min(1, x) * Math.min(1, y) + 0.1 : 0;
    }

    private static double distance(Mark.Point one, Mark.Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }
}
