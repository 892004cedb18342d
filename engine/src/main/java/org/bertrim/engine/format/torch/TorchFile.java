package org.bertrim.engine.format.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.UnusableFile;

/**
 * The tensors that {@code torch.save} wrote: in a zip, or in one pickle after the other (before PyTorch 1.6). No code is run, whatever the
 * file asks for.
 */
public final class TorchFile implements TensorFile {

    private static final int ZIP = 0x04034b50;
    private static final int PICKLE = 0x80;
    private static final int TAR_MARK = 257;

    private final TorchForm form;
    private final long bytes;

    /**
     * Reads which tensors there are.
     *
     * @throws UnusableFile if the file is damaged, holds anything but tensors, or was not written by PyTorch
     * @throws IOException if it cannot be read
     */
    public TorchFile(Path file) throws IOException {
        this.bytes = Files.size(file);
        this.form = form(file);
    }

    private static TorchForm form(Path file) throws IOException {
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
        if (head.length == TAR_MARK + 5 && new String(head, TAR_MARK, 5, StandardCharsets.US_ASCII).equals("ustar")) {
            throw new UnusableFile(
                    "it has the form that PyTorch wrote before version 0.1.10", "Load and save it with a newer PyTorch.");
        }
        throw new UnusableFile("it does not begin as files of PyTorch do");
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Map<String, long[]> shapes() {
        return form.state().shapes();
    }

    @Override
    public void read(Sink sink) throws IOException {
        form.read(sink);
    }
}
