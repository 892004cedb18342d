package org.bertrim.app.common.chart;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.figure.Format;

/** Writes one figure for a paper. It is called in the background, so it takes what it draws with it. */
@FunctionalInterface
public interface FigureSource {

    /**
     * Writes the figure in the paper theme.
     *
     * @param stem the files' name without its ending
     * @param widthPoints the print width
     * @return the files in the order of writing
     * @throws org.bertrim.engine.format.EngineException if a label cannot be set or a file cannot be written
     */
    List<Path> write(Path folder, String stem, double widthPoints, Set<Format> formats);

    /** What the figure can be written as; a grid can also be a LaTeX table. */
    default Set<Format> formats() {
        return EnumSet.complementOf(EnumSet.of(Format.LATEX));
    }
}
