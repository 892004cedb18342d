package org.bertrim.engine.teacher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.UnusableFile;

/** What often lies in the place of weights: nothing, a note of Git LFS, or the page of a failed download. */
final class StandIn {

    private static final int LOOK = 64;
    private static final String NOTE = "version https://git-lfs";

    private StandIn() {}

    /**
     * Refuses a file that only stands for another.
     *
     * @throws UnusableFile saying what it is
     */
    static void refuse(FileTree tree, String name) throws IOException {
        byte[] head;
        try (InputStream in = tree.open(name)) {
            head = in.readNBytes(LOOK);
        }
        String start = new String(head, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        if (head.length == 0) {
            throw new UnusableFile(name + " is empty");
        }
        if (start.startsWith(NOTE)) {
            throw new UnusableFile(
                    name + " is only a note of Git LFS where the file can be had", "Get the file itself: git lfs pull, or download it.");
        }
        if (start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<?xml")) {
            throw new UnusableFile(name + " is a web page and no file of weights", "Download it again, from the address of the file itself.");
        }
    }
}
