package org.bertrim.engine.format.torch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.Reading;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.UnusableFile;
import org.bertrim.engine.format.ZipTree;

/**
 * A file of PyTorch since version 1.6: a zip with one folder, in it {@code data.pkl}, the pickle, and {@code data/KEY} with the bytes of
 * each storage.
 */
final class TorchZip implements TorchForm {

    private static final String PICKLE = "/data.pkl";
    private static final long MOST_PICKLE = 64 << 20;

    private final Path file;
    private final String root;
    private final StateDict state;

    TorchZip(Path file) throws IOException {
        this.file = file;
        try (ZipTree zip = new ZipTree(file)) {
            this.root = root(zip);
            if (zip.names().contains(root + "/constants.pkl")) {
                throw new UnusableFile(
                        "it is a TorchScript program", "Save the model's state_dict() with torch.save, or as safetensors.");
            }
            String order = root + "/byteorder";
            if (zip.names().contains(order)
                    && !new String(zip.read(order, 100), StandardCharsets.US_ASCII).strip().equals("little")) {
                throw new UnusableFile("its numbers are not little endian", "Save it again on a usual machine.");
            }
            if (zip.size(root + PICKLE) > MOST_PICKLE) {
                throw new UnusableFile("its data.pkl is larger than that of any model");
            }
            try (InputStream in = new BufferedInputStream(zip.open(root + PICKLE))) {
                Unpickler.Result result = Unpickler.read(in, zip.size(root + PICKLE));
                in.transferTo(OutputStream.nullOutputStream()); // to the end, where the checksum is compared
                this.state = StateDict.of(result.value());
            }
            for (Map.Entry<String, Map<String, TorchTensor>> storage : state.byStorage().entrySet()) {
                entry(zip, storage);
            }
        }
    }

    private static String root(FileTree zip) throws UnusableFile {
        List<String> pickles = zip.names().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .toList();
        if (pickles.size() != 1) {
            throw new UnusableFile("it is a zip, but has no data.pkl as files of PyTorch do");
        }
        return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    private String entry(FileTree zip, Map.Entry<String, Map<String, TorchTensor>> storage) throws UnusableFile {
        String name = root + "/data/" + storage.getKey();
        if (!zip.names().contains(name)) {
            throw new UnusableFile("its entry data/" + TensorSizes.shown(storage.getKey()) + " is missing: it is damaged")
                    .in(Views.name(storage.getValue()));
        }
        return name;
    }

    @Override
    public StateDict state() {
        return state;
    }

    private static ByteBuffer bytes(FileTree zip, String name) throws IOException {
        try (InputStream in = zip.open(name)) {
            ByteBuffer bytes = Reading.exactly(in, zip.size(name));
            if (in.read() >= 0) {
                throw new UnusableFile("its entry " + name + " is longer than it says: it is damaged");
            }
            return bytes;
        }
    }

    @Override
    public void read(TensorFile.Sink sink) throws IOException {
        try (ZipTree zip = new ZipTree(file)) {
            for (Map.Entry<String, Map<String, TorchTensor>> storage : state.byStorage().entrySet()) {
                ByteBuffer bytes;
                try {
                    bytes = bytes(zip, entry(zip, storage));
                } catch (UnusableFile e) {
                    throw e.in(Views.name(storage.getValue()));
                }
                Views.read(bytes, storage.getValue(), sink);
            }
        }
    }
}
