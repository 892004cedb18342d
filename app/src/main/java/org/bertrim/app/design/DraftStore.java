package org.bertrim.app.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;

/**
 * Drafts on the disk: {@code WORKSPACE/drafts/ID.json}, each an experiment file as far as it has been written, and {@code
 * open.txt}, which names the one that was open last. All calls touch files.
 */
final class DraftStore {

    private static final String SUFFIX = ".json";
    private static final String OPEN = "open.txt";

    /**
     * One draft.
     *
     * @param id the file's name without its ending
     * @param name the experiment's name
     */
    record Entry(String id, String name) {}

    /** A draft with its content. */
    record Opened(String id, ObjectNode tree) {}

    private final Path folder;

    DraftStore(Path workspace) {
        this.folder = workspace.resolve("drafts");
    }

    Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }

    /** All drafts, the one that was changed last first; files that are no JSON objects are left alone. */
    List<Entry> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> drafts = files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(DraftStore::changed).reversed())
                    .toList();
            List<Entry> entries = new ArrayList<>();
            for (Path file : drafts) {
                String id = id(file);
                read(id).ifPresent(opened ->
                        entries.add(new Entry(id, opened.tree().path("name").asText(id))));
            }
            return entries;
        } catch (IOException e) {
            throw DurableFiles.failure("The drafts could not be listed", e);
        }
    }

    /** The draft that was open last. */
    Optional<Opened> last() {
        try {
            Path open = folder.resolve(OPEN);
            return Files.isRegularFile(open)
                    ? read(Files.readString(open, StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw DurableFiles.failure("The last draft could not be opened", e);
        }
    }

    /** A draft's content, empty if there is no such draft or its file is damaged. */
    Optional<Opened> read(String id) {
        Path file = folder.resolve(id + SUFFIX);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Json.read(file) instanceof ObjectNode tree ? Optional.of(new Opened(id, tree)) : Optional.empty();
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    /** Writes a draft and notes that it is the open one. */
    void write(String id, ObjectNode tree) {
        make();
        DurableFiles.write(file(id), Json.pretty(tree));
        DurableFiles.write(folder.resolve(OPEN), id + "\n");
    }

    void delete(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw DurableFiles.failure("The draft could not be deleted", e);
        }
    }

    /** An id that no draft has, made from a name. */
    String newId(String name) {
        String stem = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String base = stem.isEmpty() ? "draft" : stem.substring(0, Math.min(48, stem.length()));
        String id = base;
        for (int i = 2; Files.exists(file(id)); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    private void make() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DurableFiles.failure("The draft could not be saved", e);
        }
    }

    private static String id(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
