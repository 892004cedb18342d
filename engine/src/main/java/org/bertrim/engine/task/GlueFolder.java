package org.bertrim.engine.task;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.MaybeGzipped;

/** Reads a folder of the GLUE download, plain or gzipped. */
final class GlueFolder {

    private GlueFolder() {}

    static Task read(String source, Path folder) {
        GlueTask task = find(source, folder);
        ProblemList problems = new ProblemList();
        TableLayout.Rows train = read(source, folder, "train", task.layout(), problems);
        int skipped = train.skipped();
        Map<String, List<Example>> dev = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : task.devFiles()) {
            TableLayout.Rows rows = read(source, folder, file.getValue(), task.layout(), problems);
            dev.put(file.getKey(), rows.examples());
            skipped += rows.skipped();
        }
        problems.throwIfAny(source);
        return Task.of(task.info(source), train.examples(), dev, skipped);
    }

    /**
     * Which task a folder holds; its files are not opened.
     *
     * @throws InvalidInput if its name is not that of a task, or it is not there
     */
    static GlueTask find(String source, Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        GlueTask task = Optional.ofNullable(name)
                .flatMap(n -> GlueTask.ofFolder(n.toString()))
                .orElseThrow(() -> new InvalidInput(
                        "The task " + source + " could not be opened",
                        "the name of the folder " + folder + " is not that of a GLUE task",
                        "Rename the folder to one of: "
                                + Arrays.stream(GlueTask.values())
                                        .map(GlueTask::title)
                                        .collect(Collectors.joining(", "))
                                + "."));
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput(
                    "The task " + source + " could not be opened",
                    "there is no folder " + folder,
                    "Check the path. A relative one starts from the experiment file's folder.");
        }
        return task;
    }

    private static TableLayout.Rows read(
            String source, Path folder, String stem, TableLayout layout, ProblemList problems) {
        Path plain = folder.resolve(stem + ".tsv");
        Path zipped = folder.resolve(stem + ".tsv.gz");
        boolean isPlain = Files.exists(plain);
        if (!isPlain && !Files.exists(zipped)) {
            throw new InvalidInput(
                    "The task " + source + " could not be opened",
                    "there is neither " + stem + ".tsv nor " + stem + ".tsv.gz in " + folder,
                    "Copy the task's files into this folder as they were downloaded.");
        }
        Path file = isPlain ? plain : zipped;
        try (InputStream in = MaybeGzipped.open(file);
                TableReader reader = new TableReader(file.getFileName().toString(), in, problems)) {
            return layout.read(reader);
        } catch (IOException e) {
            throw DataFiles.unreadable(file, e);
        }
    }
}
