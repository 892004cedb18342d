package org.bertrim.engine.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bertrim.engine.format.EngineException;

/** Writes a figure in the paper theme. The same figure gives the same bytes. */
public final class FigureFiles {

    private FigureFiles() {}

    /**
     * Writes {@code stem.pdf} and so on; a LaTeX table and TikZ only where the figure has them.
     *
     * @param provenance its title gives way to the figure's
     * @param folder is created
     * @return the files in the order of {@link Format}
     * @throws EngineException if a file cannot be written
     */
    public static List<Path> write(
            Figure figure, Provenance provenance, Path folder, String stem, Set<Format> formats) {
        try {
            return save(render(figure, provenance, stem, formats), folder);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    static Map<String, byte[]> render(Figure figure, Provenance provenance, String stem, Set<Format> formats)
            throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Provenance origin = provenance.titled(figure.title());
        PaperTheme theme = new PaperTheme();
        for (Format format : Format.values()) {
            if (!formats.contains(format) || !figure.has(format)) {
                continue;
            }
            Picture picture = Picture.of(figure.scene());
            files.put(stem + "." + format.ending(), switch (format) {
                case PDF -> PdfWriter.write(picture, origin, theme);
                case SVG -> SvgWriter.write(picture, origin, theme);
                case PNG -> PngWriter.write(picture, origin, theme);
                case CSV -> CsvWriter.bytes(figure.table());
                case LATEX -> Objects.requireNonNull(figure.latex()).write(origin);
                case TIKZ -> TikzWriter.write(figure.scene(), origin, theme);
            });
        }
        return files;
    }

    static List<Path> save(Map<String, byte[]> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            written.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
        }
        return written;
    }

    static EngineException failure(Path folder, IOException cause) {
        return new EngineException(
                "The figures could not be written to " + folder,
                cause.toString(),
                "Check that the folder can be written and has space, then export again.",
                cause);
    }
}
