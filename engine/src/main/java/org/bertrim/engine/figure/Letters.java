package org.bertrim.engine.figure;

/** Measures text, so that a figure can be laid out for the letters it will be set in. */
@FunctionalInterface
public interface Letters {

    /** Width of {@code text} when set in {@code size}, in the unit of {@code size}. */
    double width(String text, double size, Weight weight);

    /**
     * Makes sure that a text can be set.
     *
     * @throws org.bertrim.engine.format.EngineException if these letters lack one that the text needs
     */
    default void require(String text, Weight weight) {}
}
