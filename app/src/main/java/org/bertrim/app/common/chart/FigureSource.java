package org.bertrim.app.common.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.bertrim.engine.figure.Figure;
import org.bertrim.engine.figure.FigureFiles;
import org.bertrim.engine.figure.Format;
import org.bertrim.engine.figure.Provenance;

/** Writes one figure for a paper. */
@FunctionalInterface
public interface FigureSource {

    /**
     * Writes the figure in the paper theme. Called in the background.
     *
     * @param stem the files' name without its ending
     * @param widthPoints the print width
     * @return the files in the order of writing
     * @throws org.bertrim.engine.format.EngineException if a label cannot be set or a file cannot be written
     */
    List<Path> write(Path folder, String stem, double widthPoints, Set<Format> formats);

    /** What the figure can be written as; a grid can also be a LaTeX table, a cell a TikZ picture. */
    default Set<Format> formats() {
        return Format.USUAL;
    }

    /** The figure as it is now, for writing in the background; called on the thread that draws, for each width chosen. */
    default FigureSource at(double widthPoints) {
        return this;
    }

    /** A figure that an engine's factory lays out for a print width, on the thread that draws. */
    static FigureSource of(DoubleFunction<Figure> figure, Provenance provenance) {
        return new LaidOut(figure, provenance, Format.USUAL);
    }

    /** The same for a figure that is also a LaTeX table. */
    static FigureSource withLatex(DoubleFunction<Figure> figure, Provenance provenance) {
        return new LaidOut(figure, provenance, Format.usualAnd(Format.LATEX));
    }

    /** See {@link #of}. */
    record LaidOut(DoubleFunction<Figure> figure, Provenance provenance, Set<Format> formats) implements FigureSource {

        @Override
        public FigureSource at(double widthPoints) {
            Figure fixed = figure.apply(widthPoints);
            return new LaidOut(width -> fixed, provenance, formats);
        }

        @Override
        public List<Path> write(Path folder, String stem, double widthPoints, Set<Format> chosen) {
            return FigureFiles.write(figure.apply(widthPoints), provenance, folder, stem, chosen);
        }
    }
}
