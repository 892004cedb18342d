package org.bertrim.engine.published;

import java.util.List;
import java.util.Optional;

/**
 * The sub-networks of one published model on one task, by width and depth.
 *
 * @param model e.g. {@code DynaRoBERTa}
 * @param teacher what it was made from
 * @param values those with both multipliers
 */
public record PublishedGrid(String model, String teacher, List<PublishedValue> values) {

    private static final double SAME = 1e-9;

    public PublishedGrid {
        values = List.copyOf(values);
    }

    /** What the paper reports for one sub-network; its value may be missing. */
    public Optional<PublishedValue> at(double width, double depth) {
        return values.stream()
                .filter(v -> v.width() != null && Math.abs(v.width() - width) < SAME)
                .filter(v -> v.depth() != null && Math.abs(v.depth() - depth) < SAME)
                .findFirst();
    }
}
