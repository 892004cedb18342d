package org.bertrim.app.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bertrim.engine.format.DurableFiles;

/** Follows the end of a worker's log; what is further back than {@value #KEPT} bytes is left to the file. */
final class LogTail {

    private static final int KEPT = 256 * 1024;

    private final Path file;
    private long size = -1;
    private Text text = new Text(List.of(), false);

    LogTail(Path file) {
        this.file = file;
    }

    /**
     * The end of a log.
     *
     * @param cut whether there is more before it
     */
    record Text(List<String> lines, boolean cut) {}

    /** The same object as long as nothing was written. */
    Text poll() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long now = channel.size();
            if (now != size) {
                long from = Math.max(0, now - KEPT);
                ByteBuffer bytes = ByteBuffer.allocate((int) (now - from));
                while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                    continue;
                }
                String tail = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
                if (from > 0) {
                    tail = tail.substring(tail.indexOf('\n') + 1); // its first line is a part of one
                }
                size = now;
                text = new Text(tail.lines().toList(), from > 0);
            }
            return text;
        } catch (NoSuchFileException e) {
            return text; // nobody has started it
        } catch (IOException e) {
            throw DurableFiles.failure("The worker's log could not be read from " + file, e);
        }
    }
}
