package org.bertrim.engine.figure;

import org.jspecify.annotations.Nullable;

/**
 * A figure ready to be written.
 *
 * @param title one line for the files' metadata
 * @param scene laid out for paper
 * @param table what the scene draws, as numbers
 * @param latex the same as a LaTeX table; null where that makes no sense
 */
public record Figure(String title, Scene scene, Table table, @Nullable LatexSource latex) {

    /** A figure without a LaTeX table. */
    public Figure(String title, Scene scene, Table table) {
        this(title, scene, table, null);
    }

    /** Writes a table that names where its numbers come from. */
    @FunctionalInterface
    public interface LatexSource {
        byte[] write(Provenance provenance);
    }
}
