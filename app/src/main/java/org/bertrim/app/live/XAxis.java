package org.bertrim.app.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What curves run along. */
enum XAxis {
    STEP,
    EPOCH,
    TIME;

    private static final double MINUTE = 60;

    /** Where the stages begin on this axis: one after the other, or each at zero when it is looked at alone. */
    Map<String, Double> offsets(List<StageFact> stages) {
        Map<String, Double> offsets = new HashMap<>();
        double sum = 0;
        for (StageFact stage : stages) {
            offsets.put(stage.id(), this == TIME ? 0 : sum);
            sum += this == STEP ? stage.steps() : stage.epochs();
        }
        return offsets;
    }

    /** The place of one point of a stage that begins at {@code offset}; times are in minutes. */
    double place(double step, double epoch, double seconds, double offset) {
        return switch (this) {
            case STEP -> offset + step;
            case EPOCH -> offset + epoch;
            case TIME -> seconds / MINUTE - offset;
        };
    }

    /** The places of all points of a stage. */
    double[] places(StageCurves.Slice slice, double offset) {
        double[] places = new double[slice.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(slice.steps().get(i), slice.epochs().get(i), slice.seconds().get(i), offset);
        }
        return places;
    }
}
