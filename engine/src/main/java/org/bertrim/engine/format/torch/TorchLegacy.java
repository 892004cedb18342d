package org.bertrim.engine.format.torch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.format.Reading;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.UnusableFile;

/**
 * A file of PyTorch before version 1.6: five pickles after each other (a magic number, a version, facts about the machine, the tensors,
 * the keys of the storages), then each storage as the number of its elements (int64) and their bytes.
 */
final class TorchLegacy implements TorchForm {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final StateDict state;

    TorchLegacy(Path file) throws IOException {
        this.file = file;
        Opened opened = open();
        opened.in.close();
        this.state = opened.state;
    }

    /** The stream stands before the first storage. */
    private record Opened(InputStream in, long size, StateDict state, Map<String, Storage> storages, List<?> keys) {}

    private Opened open() throws IOException {
        long size = Files.size(file);
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            if (!MAGIC.equals(value(in, size)) || !Long.valueOf(VERSION).equals(value(in, size))) {
                throw new UnusableFile(
                        "it is a pickle, but none that PyTorch wrote", "Save the model's state_dict() with torch.save, or as safetensors.");
            }
            if (value(in, size) instanceof Map<?, ?> machine && Boolean.FALSE.equals(machine.get("little_endian"))) {
                throw new UnusableFile("its numbers are not little endian", "Save it again on a usual machine.");
            }
            Unpickler.Result result = Unpickler.read(in, size);
            Object keys = value(in, size);
            if (!(keys instanceof List<?> list) || list.size() > result.storages().size()) {
                throw new UnusableFile("its list of storages is not as PyTorch writes it: it is damaged");
            }
            Set<Object> known = new HashSet<>();
            for (Object key : list) {
                if (!(key instanceof String) || !result.storages().containsKey(key) || !known.add(key)) {
                    throw new UnusableFile("its list of storages names one that no tensor lies in: it is damaged");
                }
            }
            StateDict state = StateDict.of(result.value());
            for (String key : state.byStorage().keySet()) {
                if (!known.contains(key)) {
                    throw new UnusableFile("storage " + TensorSizes.shown(key) + " is missing: it is damaged");
                }
            }
            return new Opened(in, size, state, result.storages(), list);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static ByteBuffer bytes(InputStream in, Storage storage, Map<String, TorchTensor> tensors) throws IOException {
        try {
            return Reading.exactly(in, storage.bytes());
        } catch (UnusableFile e) {
            throw e.in(Views.name(tensors));
        }
    }

    private static Object value(InputStream in, long size) throws IOException {
        return Unpickler.read(in, size).value();
    }

    @Override
    public StateDict state() {
        return state;
    }

    @Override
    public void read(TensorFile.Sink sink) throws IOException {
        Opened opened = open();
        try (InputStream in = opened.in) {
            Map<String, Map<String, TorchTensor>> views = opened.state.byStorage();
            for (Object key : opened.keys) {
                Storage storage = opened.storages.get(key);
                long count = Reading.exactly(in, Long.BYTES).getLong();
                if (count != storage.count() || storage.bytes() > opened.size) {
                    throw new UnusableFile("storage " + TensorSizes.shown(storage.key()) + " has " + count + " elements, but "
                            + storage.count() + " are announced: it is damaged or truncated");
                }
                Map<String, TorchTensor> tensors = views.get(key);
                if (tensors == null) {
                    Reading.skip(in, storage.bytes());
                } else {
                    Views.read(bytes(in, storage, tensors), tensors, sink);
                }
            }
        }
    }
}
