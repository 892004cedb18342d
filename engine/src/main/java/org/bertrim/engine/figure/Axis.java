package org.bertrim.engine.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A numeric axis with round ends and ticks.
 *
 * @param lower its lower end
 * @param upper its upper end, above the lower
 * @param logarithmic whether equal ratios have equal lengths
 * @param ticks ascending, within the ends
 */
public record Axis(double lower, double upper, boolean logarithmic, List<Double> ticks) {

    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final int DECADES_WITH_PARTS = 2;
    private static final double PARTS_OF_A_DECADE = 0.7;
    private static final double SMALLEST_IN_FULL = 1e-4;
    private static final double GREATEST_IN_FULL = 1e6;
    private static final double SHORTENED_FROM = 10_000;
    private static final String UNITS = "kMGT";
    private static final double LOG_MARGIN = 1.05;

    /** Copies the ticks. */
    public Axis {
        ticks = List.copyOf(ticks);
    }

    /** A linear axis that holds {@code least} to {@code most}, with about {@code count} intervals. */
    public static Axis linear(double least, double most, int count) {
        double span = most - least;
        if (span <= 0) {
            span = Math.max(Math.abs(most) * 0.1, 1e-6);
            return linear(least - span / 2, most + span / 2, count);
        }
        double power = Math.pow(10, Math.floor(Math.log10(span / count)));
        double step = power;
        for (double candidate : STEPS) {
            step = candidate * power;
            if (span / step <= count) {
                break;
            }
        }
        long first = (long) Math.floor(least / step + 1e-9);
        long last = (long) Math.ceil(most / step - 1e-9);
        List<Double> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(clean(i * step));
        }
        return new Axis(ticks.get(0), ticks.get(ticks.size() - 1), false, ticks);
    }

    /** A linear axis that begins and ends at the data, with round ticks between. */
    public static Axis tight(double least, double most, int count) {
        Axis round = linear(least, most, count);
        if (most <= least) {
            return round;
        }
        return new Axis(
                least,
                most,
                false,
                round.ticks().stream().filter(t -> t >= least && t <= most).toList());
    }

    /** A logarithmic axis that holds {@code least} to {@code most}, both positive. */
    public static Axis log(double least, double most) {
        double[] parts = Math.log10(most / least) < DECADES_WITH_PARTS ? new double[] {1, 2, 5} : new double[] {1};
        List<Double> all = new ArrayList<>();
        int from = (int) Math.floor(Math.log10(least)) - 1;
        int to = (int) Math.ceil(Math.log10(most)) + 1;
        for (int decade = from; decade <= to; decade++) {
            for (double part : parts) {
                all.add(clean(part * Math.pow(10, decade)));
            }
        }
        double lower = least / LOG_MARGIN;
        double upper = most * LOG_MARGIN;
        List<Double> inside = all.stream().filter(t -> t >= lower && t <= upper).toList();
        if (inside.size() >= 2) {
            return new Axis(lower, upper, true, inside);
        }
        List<Double> around = all.stream()
                .filter(t -> t >= all.stream().filter(u -> u <= lower).reduce((u, v) -> v).orElseThrow())
                .filter(t -> t <= all.stream().filter(u -> u >= upper).findFirst().orElseThrow())
                .toList();
        return new Axis(around.get(0), around.get(around.size() - 1), true, around);
    }

    /**
     * A logarithmic axis that begins and ends at the data, both positive. It ticks decades, of many only some, of few also their parts;
     * within a part of one decade it ticks as a linear axis does.
     */
    public static Axis tightLog(double least, double most, int count) {
        double decades = Math.log10(most / least);
        if (!(decades > 0) || decades < PARTS_OF_A_DECADE) {
            Axis linear = tight(least, Math.max(most, least * (1 + 1e-9)), count);
            return new Axis(linear.lower(), linear.upper(), true, linear.ticks());
        }
        int every = Math.max(1, (int) Math.ceil(decades / Math.max(1, count)));
        double[] parts = {1};
        if (decades <= DECADES_WITH_PARTS) {
            parts = decades * 3 <= count + 1 ? new double[] {1, 2, 5} : new double[] {1, 3};
        }
        List<Double> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(least)); decade <= Math.ceil(Math.log10(most)); decade++) {
            for (double part : parts) {
                double tick = clean(part * Math.pow(10, decade));
                if (Math.floorMod(decade, every) == 0 && tick >= least && tick <= most) {
                    ticks.add(tick);
                }
            }
        }
        return new Axis(least, most, true, ticks);
    }

    /** Where a value stands, 0 at the lower end, 1 at the upper. */
    public double place(double value) {
        return logarithmic
                ? Math.log(value / lower) / Math.log(upper / lower)
                : (value - lower) / (upper - lower);
    }

    /** A tick's number; all ticks of a linear axis have the same decimals. */
    public String label(double tick) {
        if (logarithmic && (tick < SMALLEST_IN_FULL || tick >= GREATEST_IN_FULL)) {
            return power(tick);
        }
        if (logarithmic) {
            return BigDecimal.valueOf(tick).stripTrailingZeros().toPlainString();
        }
        int decimals = ticks.stream()
                .mapToInt(t -> Math.max(0, BigDecimal.valueOf(t).stripTrailingZeros().scale()))
                .max()
                .orElse(0);
        return BigDecimal.valueOf(tick).setScale(decimals, RoundingMode.HALF_UP).toPlainString().replace('-', '−');
    }

    /** A tick's number with k, M, G or T for thousands and their powers where all ticks are long. */
    public String shortLabel(double tick) {
        double greatest = ticks.stream().mapToDouble(Math::abs).max().orElse(0);
        if (logarithmic || greatest < SHORTENED_FROM) {
            return label(tick);
        }
        int power = Math.min(UNITS.length(), (int) Math.floor(Math.log10(greatest) / 3));
        double unit = Math.pow(1000, power);
        List<Double> scaled = ticks.stream().map(t -> clean(t / unit)).toList();
        Axis axis = new Axis(lower / unit, upper / unit, false, scaled);
        return tick == 0 ? "0" : axis.label(clean(tick / unit)) + " " + UNITS.charAt(power - 1);
    }

    private static String power(double tick) {
        int exponent = (int) Math.floor(Math.log10(tick) + 1e-9);
        double mantissa = clean(tick / Math.pow(10, exponent));
        return BigDecimal.valueOf(mantissa).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static double clean(double value) {
        return new BigDecimal(value).round(new MathContext(12)).doubleValue();
    }
}
