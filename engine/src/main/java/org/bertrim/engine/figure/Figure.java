package org.bertrim.engine.figure;

import org.jspecify.annotations.Nullable;

/**
 * A figure ready to be written.
 *
 * @param title one line for the files' metadata
 * @param scene laid out for paper
 * @param table what the scene draws, as numbers
 * @param latex the same as a LaTeX table; null where that makes no sense
 * @param drawn whether it is a drawing of few marks that is worth having as TikZ
 */
public record Figure(String title, Scene scene, Table table, @Nullable LatexSource latex, boolean drawn) {

    /** A figure with a LaTeX table. */
    public Figure(String title, Scene scene, Table table, @Nullable LatexSource latex) {
        this(title, scene, table, latex, false);
    }

    /** A figure without a LaTeX table. */
    public Figure(String title, Scene scene, Table table) {
        this(title, scene, table, null);
    }

    /** The same figure, also as TikZ. */
    Figure drawable() {
        return new Figure(title, scene, table, latex, true);
    }

    /** Whether it can be written so. */
    boolean has(Format format) {
        return switch (format) {
            case LATEX -> latex != null;
            case TIKZ -> drawn;
            default -> true;
        };
    }

    /** Writes a table that names where its numbers come from. */
    @FunctionalInterface
    public interface LatexSource {
        byte[] write(Provenance provenance);
    }
}
