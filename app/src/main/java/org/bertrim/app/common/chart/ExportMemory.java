package org.bertrim.app.common.chart;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.bertrim.engine.figure.Format;
import org.bertrim.engine.figure.Scene;

/**
 * What was chosen at the last export, kept in the workspace.
 *
 * @param widthPoints the print width
 * @param formats at least one
 */
record ExportMemory(double widthPoints, Set<Format> formats, Path folder) {

    static final double NARROWEST = 120;
    static final double WIDEST = 1200;

    private static final String FILE = "figure-export.properties";

    /** Reads what was kept, or gives one column, PDF and CSV, and the workspace's folder of figures. */
    static ExportMemory read(Path workspace) {
        ExportMemory otherwise =
                new ExportMemory(Scene.ONE_COLUMN, EnumSet.of(Format.PDF, Format.CSV), workspace.resolve("figures"));
        Path file = workspace.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return otherwise;
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
            Set<Format> formats = EnumSet.noneOf(Format.class);
            for (String name : kept.getProperty("formats", "").split(" ")) {
                formats.add(Format.valueOf(name));
            }
            double width = Double.parseDouble(kept.getProperty("widthPoints", ""));
            return width >= NARROWEST && width <= WIDEST
                    ? new ExportMemory(width, formats, Path.of(kept.getProperty("folder", "")))
                    : otherwise;
        } catch (IOException | IllegalArgumentException e) {
            return otherwise; // a choice that cannot be read again is made again
        }
    }

    /** Keeps the choice; one that cannot be kept is only asked for again. */
    void write(Path workspace) {
        Properties kept = new Properties();
        kept.setProperty("widthPoints", Double.toString(widthPoints));
        kept.setProperty("formats", formats.stream().map(Format::name).collect(Collectors.joining(" ")));
        kept.setProperty("folder", folder.toString());
        try {
            Files.createDirectories(workspace);
            try (Writer writer = Files.newBufferedWriter(workspace.resolve(FILE))) {
                kept.store(writer, null);
            }
        } catch (IOException e) {
            // the figures are written; only the next dialog begins with the usual choice
        }
    }
}
