package org.bertrim.app.live;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.bertrim.app.common.chart.FigureSource;
import org.bertrim.engine.figure.Figure;
import org.bertrim.engine.figure.FigureFiles;
import org.bertrim.engine.figure.Format;
import org.bertrim.engine.figure.Provenance;
import org.bertrim.engine.format.EngineException;
import org.jspecify.annotations.Nullable;

/** What a panel shows, ready to be written for a paper by another thread: each refresh holds the newest and lets the last one go. */
final class HeldFigure implements FigureSource {

    private record Held(Provenance provenance, DoubleFunction<Figure> figure) {}

    private final boolean latex;
    private final String nothing;
    private volatile @Nullable Held held;

    /**
     * A figure that is not there yet.
     *
     * @param latex whether it can also be a table
     * @param nothing what to say as long as there is none: what, why and remedy, a line each
     */
    HeldFigure(boolean latex, String nothing) {
        this.latex = latex;
        this.nothing = nothing;
    }

    /** Holds a figure that lays itself out for a print width in points; it must not look at anything that changes. */
    void hold(RunPicture picture, DoubleFunction<Figure> figure) {
        held = new Held(Provenance.of(picture.name(), picture.runId(), picture.experiment()), figure);
    }

    @Override
    public List<Path> write(Path folder, String stem, double widthPoints, Set<Format> formats) {
        Held now = held;
        if (now == null) {
            String[] lines = nothing.split("\n", 3);
            throw new EngineException(lines[0], lines[1], lines[2]);
        }
        return FigureFiles.write(now.figure().apply(widthPoints), now.provenance(), folder, stem, formats);
    }

    @Override
    public Set<Format> formats() {
        return latex ? EnumSet.allOf(Format.class) : EnumSet.complementOf(EnumSet.of(Format.LATEX));
    }
}
