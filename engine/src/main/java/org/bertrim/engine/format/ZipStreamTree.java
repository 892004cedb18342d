package org.bertrim.engine.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a zip that can only be read from its beginning, as one inside a package. It is gone through once for the names and the
 * small files, as soon as they are asked for, and once more for each large file that is opened; nothing is kept of those.
 */
public final class ZipStreamTree implements FileTree {

    /** Opens the zip from its beginning. */
    public interface Start {
        InputStream open() throws IOException;
    }

    private static final int SMALL = 1 << 20;
    private static final int PIECE = 1 << 16;

    private final String title;
    private final Start start;
    private @Nullable Listing listing;

    /** Sizes of all files and bytes of the small ones. */
    private record Listing(Map<String, Long> sizes, Map<String, byte[]> small) {}

    /**
     * Names the zip; a damaged one is found out when its files are asked for.
     *
     * @param title what to call it
     */
    public ZipStreamTree(String title, Start start) {
        this.title = title;
        this.start = start;
    }

    private synchronized Listing listing() {
        try {
            Listing known = listing == null ? list() : listing;
            listing = known;
            return known;
        } catch (UnusableFile e) {
            throw e.refusal(unreadable());
        } catch (IOException e) {
            throw DurableFiles.failure(unreadable(), e);
        }
    }

    private String unreadable() {
        return "The files in " + title + " could not be read";
    }

    private Listing list() throws IOException {
        Listing list = new Listing(new TreeMap<>(), new HashMap<>());
        byte[] piece = new byte[PIECE];
        try (ZipInputStream zip = new ZipInputStream(start.open())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ZipTree.check(entry.getName());
                if (!entry.isDirectory()) {
                    add(list, entry.getName(), zip, piece);
                }
            }
            return list;
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    private static void add(Listing list, String name, ZipInputStream zip, byte[] piece) throws IOException {
        byte[] head = zip.readNBytes(SMALL);
        long size = head.length;
        for (int count = zip.read(piece); count >= 0; count = zip.read(piece)) {
            size += count;
        }
        if (list.sizes.put(name, size) != null) {
            throw new UnusableFile("its entry " + name + " stands twice");
        }
        if (size < SMALL) {
            list.small.put(name, head);
        }
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(listing().sizes.keySet());
    }

    @Override
    public long size(String name) {
        Long size = listing().sizes.get(name);
        if (size == null) {
            throw new IllegalArgumentException("there is no " + name + " in " + title);
        }
        return size;
    }

    @Override
    public InputStream open(String name) throws IOException {
        byte[] known = listing().small.get(name);
        if (known != null) {
            return new ByteArrayInputStream(known);
        }
        size(name);
        ZipInputStream zip = new ZipInputStream(start.open());
        try {
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                if (entry.getName().equals(name)) {
                    return zip; // ends with the entry
                }
            }
        } catch (IOException e) {
            zip.close();
            throw e;
        }
        zip.close();
        throw new UnusableFile("its entry " + name + " is gone");
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    private static UnusableFile damaged(ZipException e) {
        return new UnusableFile("it is a damaged zip: " + e.getMessage());
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
