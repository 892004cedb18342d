package org.bertrim.app.design;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.bertrim.engine.method.Field;

/**
 * Where a value lies on a slider from 0 to 1. Logarithmic scales that begin at 0 are linear near it and logarithmic far from it. Values
 * read off a slider have no more digits than a hand can place.
 */
final class SliderScale {

    /** On a logarithmic scale from 0, where the linear part ends, as a share of the largest value. */
    private static final double KNEE = 1e-5;

    private static final double LINEAR_STEPS = 100;
    private static final MathContext HAND = new MathContext(2, RoundingMode.HALF_EVEN);

    private final double min;
    private final double max;
    private final boolean logarithmic;
    private final boolean whole;

    SliderScale(double min, double max, boolean logarithmic, boolean whole) {
        this.min = min;
        this.max = max;
        this.logarithmic = logarithmic;
        this.whole = whole;
    }

    static SliderScale of(Field field) {
        return of(field, field.max());
    }

    static SliderScale of(Field field, double max) {
        return new SliderScale(
                field.min(),
                max,
                field.scale() == Field.Scale.LOGARITHMIC,
                field.kind() == Field.Kind.INTEGER);
    }

    /** Whether a hand can place values at all: not where a seed may be any of 9·10¹⁵ numbers. */
    static boolean placeable(Field field) {
        return field.min() != null && field.max() != null && field.max() - field.min() <= 1e9;
    }

    double position(double value) {
        double held = Math.max(min, Math.min(max, value));
        if (max <= min) {
            return 0;
        }
        if (!logarithmic) {
            return (held - min) / (max - min);
        }
        if (min > 0) {
            return Math.log(held / min) / Math.log(max / min);
        }
        return Math.log1p((held - min) / knee()) / Math.log1p((max - min) / knee());
    }

    double value(double position) {
        if (position <= 0 || position >= 1) {
            return position <= 0 ? min : max;
        }
        double exact;
        if (!logarithmic) {
            exact = min + position * (max - min);
        } else if (min > 0) {
            exact = min * Math.exp(position * Math.log(max / min));
        } else {
            exact = min + knee() * Math.expm1(position * Math.log1p((max - min) / knee()));
        }
        double rounded = whole ? wholes(exact) : logarithmic ? digits(exact) : stepped(exact);
        return Math.max(min, Math.min(max, rounded));
    }

    private double wholes(double exact) {
        return logarithmic && exact >= 100 ? digits(exact) : Math.rint(exact);
    }

    private double stepped(double exact) {
        double step = Math.pow(10, Math.floor(Math.log10((max - min) / LINEAR_STEPS)));
        double each = (max - min) / step > 2 * LINEAR_STEPS ? step * 5 : step;
        return BigDecimal.valueOf(Math.rint(exact / each))
                .multiply(BigDecimal.valueOf(each))
                .doubleValue();
    }

    private static double digits(double exact) {
        return exact == 0 ? 0 : new BigDecimal(exact).round(HAND).doubleValue();
    }

    private double knee() {
        return whole ? 1 : (max - min) * KNEE;
    }
}
