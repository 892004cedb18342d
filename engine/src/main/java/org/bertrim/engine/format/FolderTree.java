package org.bertrim.engine.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A folder on the disk, with the sub-folders in which checkpoints keep their parts, and no others. */
public final class FolderTree implements FileTree {

    private static final List<String> SUB_FOLDERS = List.of("variables", "assets", "onnx");
    private static final int MOST_FILES = 10_000;

    private final Path folder;
    private final Map<String, Path> files = new TreeMap<>();

    /**
     * Lists a folder.
     *
     * @throws IOException if it cannot be listed
     * @throws UnusableFile if it holds more files than any checkpoint
     */
    public FolderTree(Path folder) throws IOException {
        this.folder = folder;
        list(folder, "");
        for (String name : SUB_FOLDERS) {
            if (Files.isDirectory(folder.resolve(name))) {
                list(folder.resolve(name), name + "/");
            }
        }
    }

    private void list(Path from, String prefix) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry)) {
                    files.put(prefix + entry.getFileName(), entry);
                }
                if (files.size() > MOST_FILES) {
                    throw new UnusableFile("it holds over " + MOST_FILES + " files", "Choose the checkpoint's own folder.");
                }
            }
        }
    }

    @Override
    public String title() {
        return folder.toString();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(files.keySet());
    }

    @Override
    public long size(String name) {
        try {
            return Files.size(file(name));
        } catch (IOException e) {
            throw DurableFiles.failure("The file " + file(name) + " could not be read", e);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(file(name));
    }

    @Override
    public Optional<Path> path(String name) {
        return Optional.of(file(name));
    }

    private Path file(String name) {
        Path file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("there is no " + name + " in " + folder);
        }
        return file;
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
