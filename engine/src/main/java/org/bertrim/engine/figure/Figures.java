package org.bertrim.engine.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;

/**
 * Writes the figures of a run for a paper: at print size, in the paper theme, as PDF, SVG and PNG, with CSV of what is
 * drawn and a LaTeX table of the grid. The same run gives the same bytes.
 */
public final class Figures {

    private Figures() {}

    /**
     * Writes {@code grid.*} and {@code size.*} where the results have scored sub-networks, and {@code loss-STAGE.*} for
     * each stage with losses. Nothing is written unless everything can be.
     *
     * @param results a run's {@code results.json}
     * @param events the run's effective events in their order
     * @param runId goes into the metadata of every file
     * @param experiment the run's resolved experiment, which also names the sub-networks that are missing
     * @param folder where the files go; it is created
     * @return the files in the order of writing
     * @throws EngineException if a label holds a character that no embeddable font covers, or a file cannot be written
     */
    public static List<Path> write(
            JsonNode results, List<Event> events, String runId, JsonNode experiment, Path folder) {
        try {
            Map<String, byte[]> files = render(results, events, runId, experiment);
            Files.createDirectories(folder);
            List<Path> written = new ArrayList<>();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                written.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
            }
            return written;
        } catch (IOException e) {
            throw new EngineException(
                    "The figures could not be written to " + folder,
                    e.toString(),
                    "Check that the folder can be written and has space, then export again.",
                    e);
        }
    }

    private static Map<String, byte[]> render(
            JsonNode results, List<Event> events, String runId, JsonNode experiment) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        PaperTheme theme = new PaperTheme();
        String settings = settings(experiment);
        Grid grid = Grid.of(results, experiment);
        Grid.Names names = grid.names();
        String of = names.method() + " on " + names.task();
        if (grid.hasScores()) {
            Provenance provenance =
                    new Provenance(of + ": " + names.metric() + " by width and depth", runId, settings);
            Scene scene = GridFigure.of(grid, GridFigure.Detail.SHARE_OF_TEACHER, theme);
            paint("grid", Picture.of(scene), provenance, theme, files);
            files.put("grid.csv", CsvWriter.grid(grid));
            files.put("grid.tex", LatexTable.write(grid, provenance));
        }
        if (SizeFigure.canDraw(grid)) {
            Provenance provenance = new Provenance(of + ": " + names.metric() + " by size", runId, settings);
            paint("size", Picture.of(SizeFigure.of(grid)), provenance, theme, files);
            files.put("size.csv", CsvWriter.size(grid));
        }
        for (LossCurves losses : LossCurves.of(events)) {
            String name = "loss-" + losses.stage().replaceAll("[^A-Za-z0-9_-]", "-");
            Provenance provenance = new Provenance(of + ": losses of stage " + losses.stage(), runId, settings);
            Picture picture = LossFigure.of(losses, names, LossFigure.Scale.LINEAR, theme);
            paint(name, picture, provenance, theme, files);
            files.put(name + ".csv", CsvWriter.loss(losses));
        }
        return files;
    }

    private static void paint(
            String name, Picture picture, Provenance provenance, PaperTheme theme, Map<String, byte[]> files)
            throws IOException {
        files.put(name + ".pdf", PdfWriter.write(picture, provenance, theme));
        files.put(name + ".svg", SvgWriter.write(picture, provenance, theme));
        files.put(name + ".png", PngWriter.write(picture, provenance, theme));
    }

    /** The experiment with only the last part of the paths that its sources name: a paper's source tells nobody's folders. */
    private static JsonNode withoutPaths(JsonNode experiment) {
        JsonNode copy = experiment.deepCopy();
        for (String key : List.of("teacher", "task")) {
            if (copy.get(key) instanceof ObjectNode choice && choice.path("source").isTextual()) {
                choice.put("source", choice.get("source").textValue().replaceFirst("^(glue|folder|table):.*[/\\\\]", "$1:"));
            }
        }
        return copy;
    }

    private static String settings(JsonNode experiment) {
        try {
            return Json.mapper()
                    .writer()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .writeValueAsString(withoutPaths(experiment));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
