package org.bertrim.engine.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;

/**
 * Writes the figures of a run for a paper: at print size, in the paper theme, as PDF, SVG and PNG, with CSV of what is
 * drawn and a LaTeX table of the grid. The same run gives the same bytes; letters that Inter lacks are those of the
 * machine's fonts.
 */
public final class Figures {

    private static final Set<Format> ALL = EnumSet.allOf(Format.class);

    private Figures() {}

    /**
     * Writes {@code grid.*} and {@code size.*} where the results have scored sub-networks, and {@code loss-STAGE.*} for
     * each stage with losses, {@code metric.*} where models were scored on dev more than once, and {@code importance-*.*} where
     * importance was computed; {@code cell.*} (TikZ among them) and {@code depth.*} where an architecture was searched, {@code probes.*}
     * and {@code transfer.*} where layers were probed and taught; {@code cross-tasks.*} (CSV and LaTeX) where networks were compared on
     * several tasks. Nothing is written unless everything can be.
     *
     * @param results a run's {@code results.json}
     * @param events the run's effective events in their order
     * @param runId goes into the metadata of every file
     * @param experiment the run's resolved experiment, which also names the sub-networks that are missing
     * @param folder where the files go; it is created
     * @return the files in the order of writing
     * @throws EngineException if a label holds a character that neither Inter nor a font of the machine covers, or a
     *     file cannot be written
     */
    public static List<Path> write(
            JsonNode results, List<Event> events, String runId, JsonNode experiment, Path folder) {
        try {
            Map<String, byte[]> files = render(results, events, runId, experiment);
            return FigureFiles.save(files, folder);
        } catch (IOException e) {
            throw FigureFiles.failure(folder, e);
        }
    }

    private static Map<String, byte[]> render(
            JsonNode results, List<Event> events, String runId, JsonNode experiment) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Grid grid = Grid.of(results, experiment);
        Grid.Names names = grid.names();
        String of = names.method() + " on " + names.task();
        Provenance provenance = Provenance.of(of, runId, experiment);
        if (grid.hasScores()) {
            Figure figure = GridFigure.figure(grid, GridFigure.Reading.SCORE, GridFigure.printWidth(grid));
            files.putAll(FigureFiles.render(figure, provenance, "grid", ALL));
        }
        if (SizeFigure.canDraw(grid)) {
            files.putAll(FigureFiles.render(SizeFigure.figure(grid, Scene.ONE_COLUMN), provenance, "size", ALL));
        }
        for (LossCurves losses : LossCurves.of(events)) {
            String name = "loss-" + losses.stage().replaceAll("[^A-Za-z0-9_-]", "-");
            Provenance titled = provenance.titled(of + ": losses of stage " + losses.stage());
            PaperTheme theme = new PaperTheme();
            Picture picture = LossFigure.of(losses, names, LossFigure.Scale.LINEAR, theme);
            files.put(name + ".pdf", PdfWriter.write(picture, titled, theme));
            files.put(name + ".svg", SvgWriter.write(picture, titled, theme));
            files.put(name + ".png", PngWriter.write(picture, titled, theme));
            files.put(name + ".csv", CsvWriter.bytes(CsvWriter.loss(losses)));
        }
        Curves scores = ScoreCurves.of(events, grid);
        if (!scores.curves().isEmpty()) {
            Figure figure =
                    CurvesFigure.figure(of + ": " + names.metric() + " while training", scores, Scene.TWO_COLUMNS);
            files.putAll(FigureFiles.render(figure, provenance, "metric", ALL));
        }
        for (Event event : events) {
            if (event instanceof Event.ImportanceComputed importance) {
                importance(importance, of, provenance, files);
            }
        }
        CrossTable matrix = CrossTable.of(results);
        if (!matrix.tasks().isEmpty()) {
            files.put("cross-tasks.csv", CsvWriter.bytes(matrix.table()));
            files.put("cross-tasks.tex", matrix.latex(provenance.titled(names.method() + ": every network on every task")));
        }
        search(events, of, provenance, files, experiment.path("method").path("zeroRanked").asBoolean(false));
        return files;
    }

    /** The cell and what else a search tells, as it was last. */
    private static void search(
            List<Event> events, String of, Provenance provenance, Map<String, byte[]> files, boolean zeroRanked)
            throws IOException {
        SearchState state = SearchState.of(events);
        Event.ArchitectureSampled sampled = state.sampled();
        Cell cell = state.cell(zeroRanked);
        if (cell != null) {
            String depth = state.derived() == null ? "" : "K = " + state.derived().depth() + ". ";
            Figure figure = CellFigure.figure(of + ": cell", depth + of + ".", cell, Scene.ONE_COLUMN);
            files.putAll(FigureFiles.render(figure, provenance, "cell", ALL));
        }
        if (sampled != null && !sampled.depth().isEmpty()) {
            Figure figure =
                    SearchFigures.depthFigure(of + ": depth", of + ".", sampled.depth(), Scene.ONE_COLUMN);
            files.putAll(FigureFiles.render(figure, provenance, "depth", ALL));
        }
        if (state.probes() != null && !state.probes().probes().isEmpty()) {
            List<Event.Probe> probes = state.probes().probes();
            String metric = probes.get(0).scores().keySet().stream().findFirst().orElse("");
            Figure figure = SearchFigures.probesFigure(
                    of + ": probes by layer", probes, metric, Grid.Names.metric(metric), Scene.ONE_COLUMN);
            files.putAll(FigureFiles.render(figure, provenance, "probes", ALL));
        }
        if (state.transfer() != null) {
            Figure figure = SearchFigures.transferFigure(
                    of + ": transfer between layers", state.transfer().weights(), Scene.ONE_COLUMN);
            files.putAll(FigureFiles.render(figure, provenance, "transfer", ALL));
        }
    }

    private static void importance(
            Event.ImportanceComputed importance, String of, Provenance provenance, Map<String, byte[]> files)
            throws IOException {
        if (importance.heads().stream().anyMatch(layer -> layer.length > 0)) {
            String title = of + ": importance of the heads";
            Figure figure = ImportanceFigure.headsFigure(title, importance.heads(), Scene.ONE_COLUMN);
            files.putAll(FigureFiles.render(figure, provenance, "importance-heads", ALL));
        }
        if (importance.neurons().stream().anyMatch(layer -> layer.length > 0)) {
            String title = of + ": importance of the feed-forward neurons";
            Figure figure = ImportanceFigure.neuronsFigure(title, importance.neurons(), Scene.ONE_COLUMN);
            files.putAll(FigureFiles.render(figure, provenance, "importance-neurons", ALL));
        }
    }
}
