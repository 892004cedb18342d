package org.bertrim.app.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.bertrim.app.common.chart.FigureSource;
import org.bertrim.engine.figure.Figure;
import org.bertrim.engine.figure.FigureFiles;
import org.bertrim.engine.figure.Format;
import org.bertrim.engine.figure.Provenance;
import org.jspecify.annotations.Nullable;

/** What a panel shows, ready to be written for a paper by another thread: each refresh holds the newest and lets the last one go. */
final class HeldFigure implements FigureSource {

    private record Held(Provenance provenance, DoubleFunction<Figure> figure) {}

    private final Set<Format> formats;
    private volatile @Nullable Held held;

    /**
     * A figure that is not there yet.
     *
     * @param latex whether it can also be a table
     */
    HeldFigure(boolean latex) {
        this(latex ? Format.usualAnd(Format.LATEX) : Format.USUAL);
    }

    /** A figure that is not there yet and can be written so. */
    HeldFigure(Set<Format> formats) {
        this.formats = Set.copyOf(formats);
    }

    /** Holds a figure that lays itself out for a print width in points; it must not look at anything that changes. */
    void hold(RunPicture picture, DoubleFunction<Figure> figure) {
        held = new Held(Provenance.of(picture.name(), picture.runId(), picture.experiment()), figure);
    }

    @Override
    public List<Path> write(Path folder, String stem, double widthPoints, Set<Format> formats) {
        Held now = held;
        if (now == null) {
            throw new IllegalStateException("a panel is drawn before its figure can be asked for");
        }
        return FigureFiles.write(now.figure().apply(widthPoints), now.provenance(), folder, stem, formats);
    }

    @Override
    public Set<Format> formats() {
        return formats;
    }
}
