package org.bertrim.engine.figure;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of files that a figure can be written as. */
public enum Format {
    PDF("pdf"),
    SVG("svg"),
    PNG("png"),
    CSV("csv"),
    /** A LaTeX table. */
    LATEX("tex"),
    /** Drawing commands for LaTeX. */
    TIKZ("tikz");

    /** What every figure can be written as. */
    public static final Set<Format> USUAL = Collections.unmodifiableSet(EnumSet.of(PDF, SVG, PNG, CSV));

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    /** The file name's ending without the dot. */
    public String ending() {
        return ending;
    }

    /** The usual formats and one more. */
    public static Set<Format> usualAnd(Format further) {
        EnumSet<Format> formats = EnumSet.copyOf(USUAL);
        formats.add(further);
        return formats;
    }
}
