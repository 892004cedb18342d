package org.bertrim.app.common.chart;

import org.jspecify.annotations.Nullable;

/** Which part of a chart is shown. What is not zoomed grows with the data; what is stays where it was put. */
final class Zoom {

    private Range all = new Range(0, 1);
    private @Nullable Range across;
    private @Nullable Range upright;
    private Range fullUpright = new Range(0, 1);

    /** Takes the ends of the data. */
    void all(Range newAll) {
        all = newAll;
    }

    void fullUpright(Range range) {
        fullUpright = range;
    }

    /** The part of the horizontal axis that is shown. */
    Range across() {
        return across == null ? all : across.within(all);
    }

    /** The part of the upright axis that the user has chosen; null where it follows the data. */
    @Nullable Range upright() {
        return upright;
    }

    boolean zoomed() {
        return across != null || upright != null;
    }

    /** Shows the part between shares of what is shown; an upright part of null leaves that axis to the data. */
    void to(double fromX, double toX, double @Nullable [] shares, boolean logarithmic) {
        across(across().part(fromX, toX, false));
        if (shares != null) {
            Range current = upright == null ? fullUpright : upright;
            Range part = current.part(shares[0], shares[1], logarithmic);
            upright = part.usable() ? part : upright;
        }
    }

    void scale(double factor, double share) {
        across(across().scaled(factor, share, false));
    }

    void move(double share) {
        if (across != null) {
            across(across().moved(share, false));
        }
    }

    void reset() {
        across = null;
        upright = null;
    }

    private void across(Range wanted) {
        if (wanted.usable()) {
            across = wanted.length() >= all.length() ? null : wanted.within(all);
        }
    }
}
