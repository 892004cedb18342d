package org.bertrim.engine.figure;

/** The kinds of files that a figure can be written as. */
public enum Format {
    PDF("pdf"),
    SVG("svg"),
    PNG("png"),
    CSV("csv"),
    LATEX("tex");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    /** The file name's ending without the dot. */
    public String ending() {
        return ending;
    }
}
