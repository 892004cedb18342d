package org.bertrim.engine.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters in a safetensors file. */
public final class SafetensorsFile implements TensorFile {

    private final Path file;
    private final long bytes;
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    /**
     * Reads the header.
     *
     * @throws EngineException if the file is missing or damaged
     */
    public SafetensorsFile(Path file) throws IOException {
        this.file = file;
        this.bytes = Files.size(file);
        try (Safetensors reader = Safetensors.open(file)) {
            for (String name : reader.names()) {
                if (reader.type(name).isReal()) {
                    shapes.put(name, reader.shape(name));
                }
            }
        }
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Map<String, long[]> shapes() {
        return shapes;
    }

    @Override
    public void read(Sink sink) throws IOException {
        try (Safetensors reader = Safetensors.open(file)) {
            for (String name : shapes.keySet()) {
                sink.accept(name, reader.tensor(name));
            }
        }
    }
}
