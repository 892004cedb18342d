package org.bertrim.engine.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writing so that a crash or a power cut leaves either the old file or the new one, never half of one.
 *
 * <p>The recipe is always the same: write under a temporary name beside the target, flush it to the device, rename,
 * flush the folder. Temporary names begin with a dot and end in {@code .tmp}.
 */
public final class DurableFiles {

    private static final String PREFIX = ".";
    private static final String SUFFIX = ".tmp";

    private DurableFiles() {}

    /** The name under which a file or folder is written before it is renamed to {@code target}. */
    public static Path temporary(Path target) {
        return target.resolveSibling(PREFIX + target.getFileName() + SUFFIX);
    }

    /** Whether a file or folder is the leftover of a write that did not come to its end. */
    public static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    /**
     * Replaces a file by this text in UTF-8.
     *
     * @throws EngineException if the device is full or the file cannot be written
     */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces a file by these bytes.
     *
     * @throws EngineException if the device is full or the file cannot be written
     */
    public static void write(Path file, byte[] bytes) {
        Path temporary = temporary(file);
        try {
            try (FileChannel channel = create(temporary)) {
                writeFully(channel, ByteBuffer.wrap(bytes));
                channel.force(true);
            }
            rename(temporary, file);
        } catch (IOException e) {
            throw failure("The file " + file + " could not be written", e);
        }
    }

    /** Opens an empty file for writing. */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Renames in one step, replacing a file (not a folder) of that name, and flushes the folder.
     *
     * @throws IOException if the target is a folder that is not empty, or the rename failed
     */
    public static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system cannot rename " + from.getFileName() + " in one step", e);
        }
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null) {
            syncFolder(folder);
        }
    }

    /** Flushes a folder's list of names to the device. */
    public static void syncFolder(Path folder) throws IOException {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return; // Windows opens no folder as a file; NTFS keeps renames in its own journal
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Deletes a file or a folder with all that is in it; links are removed, not followed; nothing there is no error.
     */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Turns a failed write into sentences for the user; a full device is named as such. */
    public static EngineException failure(String what, IOException cause) {
        if (isDeviceFull(cause)) {
            return new EngineException(
                    what,
                    "there is no space left on the device",
                    "Free some disk space, then resume the run.",
                    cause);
        }
        return new EngineException(what, reason(cause), "Check the path, its permissions and the disk.", cause);
    }

    /** Why something failed, in words: Java's own messages are often nothing but the path. */
    public static String reason(IOException failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof NoSuchFileException) {
            return "there is no file " + message;
        }
        return failure instanceof AccessDeniedException denied && denied.getReason() == null
                ? "there is no permission for " + denied.getFile()
                : message;
    }

    /** Whether this failure says that the device, or the user's share of it, is full. */
    public static boolean isDeviceFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IOException && message != null) {
                String text = message.toLowerCase(Locale.ROOT);
                if (text.contains("no space left") || text.contains("not enough space") || text.contains("quota")) {
                    return true;
                }
            }
        }
        return false;
    }
}
