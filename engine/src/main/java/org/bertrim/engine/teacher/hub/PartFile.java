package org.bertrim.engine.teacher.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;

/**
 * A file that has not come to its end yet: {@code NAME.part}, with a note beside it that says what it is a part of, so that only the
 * same content is ever appended to it. What fails here fails on account of the disk and not of the network, so it is no use to try again:
 * every method throws an {@link EngineException} then.
 */
final class PartFile {

    private static final String SUFFIX = ".part";
    private static final String NOTE = ".part.json";
    private static final String WHAT = "The download could not be written";

    private final Path target;
    private final Path part;
    private final Path note;
    private final HubFile file;

    /** The part of a file that will lie at the target. */
    PartFile(Path target, HubFile file) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + SUFFIX);
        this.note = target.resolveSibling(target.getFileName() + NOTE);
        this.file = file;
    }

    /** Bytes that are there and can be gone on from; what belongs to another version of the file is deleted. */
    long length() {
        if (!Files.isRegularFile(part)) {
            return 0;
        }
        try {
            long length = Files.size(part);
            boolean known = file.digest() != null || !tag().isEmpty();
            if (known && same() && (file.size() < 0 || length <= file.size())) {
                return length;
            }
        } catch (IOException e) {
            throw failure(e);
        }
        delete();
        return 0;
    }

    private boolean same() {
        JsonNode written = readNote();
        return written.path("digest").asText("").equals(file.digest() == null ? "" : file.digest())
                && written.path("size").asLong(-1) == file.size();
    }

    /** The tag of the answer that the first bytes came with, empty if it had none that holds for bytes. */
    String tag() {
        return readNote().path("tag").asText("");
    }

    private JsonNode readNote() {
        try {
            return Files.isRegularFile(note) ? Json.read(note) : Json.mapper().createObjectNode();
        } catch (EngineException e) {
            return Json.mapper().createObjectNode(); // a damaged note: the part is of no use
        }
    }

    /** Begins anew with an answer. */
    void begin(String tag) {
        delete();
        ObjectNode written = Json.mapper().createObjectNode();
        written.put("digest", file.digest() == null ? "" : file.digest());
        written.put("size", file.size());
        written.put("tag", tag.startsWith("\"") ? tag : ""); // a weak tag does not promise the same bytes
        DurableFiles.write(note, Json.pretty(written));
    }

    /** Opens what is there for bytes to come. */
    End open() {
        try {
            return new End(FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The end of the file, where bytes are appended. */
    static final class End implements AutoCloseable {

        private final FileChannel channel;

        private End(FileChannel channel) {
            this.channel = channel;
        }

        void append(ByteBuffer bytes) {
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw failure(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    /** Whether the whole has come, and is what the hub describes. */
    boolean isRight() {
        try {
            return Files.isRegularFile(part) && file.fits(part);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Gives the whole file its name. */
    void finish() {
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            DurableFiles.rename(part, target);
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(part);
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static EngineException failure(IOException cause) {
        return DurableFiles.isDeviceFull(cause)
                ? new EngineException(
                        WHAT,
                        "there is no space left on the device",
                        "Free some disk space, then start the download again; what has come is kept.",
                        cause)
                : DurableFiles.failure(WHAT, cause);
    }
}
