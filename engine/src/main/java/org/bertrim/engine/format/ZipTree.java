package org.bertrim.engine.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The files of a zip on the disk, read where they lie. Refused are entries that would climb out of a folder, names that stand twice and
 * entries that claim to be far larger than their bytes can tell.
 */
public final class ZipTree implements FileTree {

    /** Weights hardly shrink; what says that it grows beyond this is no checkpoint. */
    private static final long MOST_GROWTH = 100;

    private static final int MOST_FILES = 100_000;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new TreeMap<>();

    /**
     * Opens a zip.
     *
     * @throws UnusableFile if it is none, is damaged, or has an entry that is refused
     * @throws IOException if it cannot be read
     */
    public ZipTree(Path file) throws IOException {
        this.file = file;
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException e) {
            throw new UnusableFile("it is no zip, or its list of entries is damaged or cut off");
        }
        try {
            list(Files.size(file));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void list(long fileSize) throws UnusableFile {
        if (zip.size() > MOST_FILES) {
            throw new UnusableFile("it has " + zip.size() + " entries");
        }
        long total = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            check(entry.getName());
            if (entry.isDirectory()) {
                continue;
            }
            if (entry.getSize() < 0 || entry.getCompressedSize() < 0 || entry.getCompressedSize() > fileSize) {
                throw new UnusableFile("the size of its entry " + entry.getName() + " cannot be right");
            }
            total += Math.min(entry.getSize(), Long.MAX_VALUE - total);
            if (total / MOST_GROWTH > fileSize) {
                throw new UnusableFile(
                        "its entries claim over " + MOST_GROWTH + " times the size of the file",
                        "Unpack it yourself if you trust it, and choose the folder.");
            }
            if (entries.put(entry.getName(), entry) != null) {
                throw new UnusableFile("its entry " + entry.getName() + " stands twice");
            }
        }
    }

    /**
     * Refuses a name that does not stay below the folder in which it is looked for.
     *
     * @throws UnusableFile if it does not
     */
    static void check(String name) throws UnusableFile {
        if (climbs(name)) {
            throw new UnusableFile("its entry " + TensorSizes.shown(name) + " would lie outside of its folder", "Do not unpack this file.");
        }
    }

    /** Whether a name does not stay below the folder in which it is looked for. */
    static boolean climbs(String name) {
        boolean climbs = name.isEmpty() || name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0
                || name.matches("[A-Za-z]:.*");
        for (String part : name.split("/", -1)) {
            climbs |= part.equals("..");
        }
        return climbs;
    }

    @Override
    public String title() {
        return file.toString();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public long size(String name) {
        return entry(name).getSize();
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipEntry entry = entry(name);
        try {
            return new EntryStream(zip.getInputStream(entry), entry);
        } catch (ZipException | EOFException e) {
            throw new UnusableFile("its entry " + name + " does not lie where it should: the zip is damaged");
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("there is no " + name + " in " + file);
        }
        return entry;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw DurableFiles.failure("The file " + file + " could not be closed", e);
        }
    }
}
