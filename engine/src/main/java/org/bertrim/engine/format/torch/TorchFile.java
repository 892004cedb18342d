package org.bertrim.engine.format.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.UnusableFile;

/** Finds out in which of its forms PyTorch wrote a file. */
public final class TorchFile {

    private static final int ZIP = 0x04034b50;
    private static final int PICKLE = 0x80;
    private static final int TAR_MARK = 257;

    private TorchFile() {}

    /**
     * Opens what {@code torch.save} wrote: a zip, or one pickle after the other (before PyTorch 1.6). No code is run, whatever the file
     * asks for.
     *
     * @throws UnusableFile if it is damaged, holds anything but tensors, or was not written by PyTorch
     * @throws IOException if it cannot be read
     */
    public static TensorFile open(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(TAR_MARK + 5);
        }
        if (head.length >= 4 && Integer.reverseBytes(ByteBuffer.wrap(head).getInt()) == ZIP) {
            return new TorchZip(file);
        }
        if (head.length >= 2 && (head[0] & 0xff) == PICKLE) {
            return new TorchLegacy(file);
        }
        boolean tar = head.length == TAR_MARK + 5 && new String(head, TAR_MARK, 5, StandardCharsets.US_ASCII).equals("ustar");
        throw new UnusableFile(
                tar ? "it has the form that PyTorch wrote before version 0.1.10" : "it does not begin as files of PyTorch do",
                tar ? "Load and save it with a newer PyTorch." : "Get the file again from where it came.");
    }
}
