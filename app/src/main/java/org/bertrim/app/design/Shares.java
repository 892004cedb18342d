package org.bertrim.app.design;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Subnetwork;

/** What a list of shares may hold: any number in the range, or only those that keep whole heads or whole layers of a teacher. */
final class Shares {

    private static final int MOST_DECIMALS = 6;

    /**
     * One choice.
     *
     * @param share the multiplier, in as few decimals as it takes
     * @param count heads or layers that it keeps; 0 where it keeps no such thing
     */
    record Choice(double share, int count) {}

    private final String unit;
    private final int whole;

    private Shares(String unit, int whole) {
        this.unit = unit;
        this.whole = whole;
    }

    static Shares of(Field field, Optional<ModelShape> teacher) {
        int whole = field.unit().equals(Field.OF_HEADS)
                ? teacher.map(ModelShape::heads).orElse(0)
                : field.unit().equals(Field.OF_LAYERS) ? teacher.map(ModelShape::layers).orElse(0) : 0;
        return new Shares(field.unit(), whole);
    }

    /** Whether only some numbers make sense. */
    boolean snaps() {
        return whole > 0;
    }

    int whole() {
        return whole;
    }

    boolean ofHeads() {
        return unit.equals(Field.OF_HEADS);
    }

    /** How many heads or layers a share keeps. */
    int count(double share) {
        return !snaps() || !(share > 0 && share <= 1)
                ? 0
                : ofHeads()
                        ? Subnetwork.heads(whole, share)
                        : Subnetwork.keptLayers(whole, share, LayerRule.PAPER).size();
    }

    /** All choices, from the whole down. */
    List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (int count = whole; count >= 1; count--) {
            choices.add(new Choice(share(count), count));
        }
        return choices;
    }

    /** The nearest share that exists. */
    double snap(double share) {
        if (!snaps() || !(share > 0 && share <= 1)) {
            return share;
        }
        int nearest = Math.max(1, Math.min(whole, (int) Math.rint(share * whole)));
        boolean near = Math.abs(share * whole - nearest) <= 0.5;
        return near && count(share) == nearest ? share : share(nearest);
    }

    /** The shortest decimal that keeps exactly so many: 0.59 of 12 heads are 7, while 0.58 would be 6. */
    private double share(int count) {
        double exact = (double) count / whole;
        for (int decimals = 1; decimals <= MOST_DECIMALS; decimals++) {
            for (RoundingMode mode : List.of(RoundingMode.HALF_UP, RoundingMode.UP)) {
                double rounded = BigDecimal.valueOf(exact).setScale(decimals, mode).doubleValue();
                boolean near = Math.abs(rounded - exact) * whole < 0.1;
                if (near && rounded > 0 && rounded <= 1 && count(rounded) == count) {
                    return rounded;
                }
            }
        }
        return exact;
    }
}
