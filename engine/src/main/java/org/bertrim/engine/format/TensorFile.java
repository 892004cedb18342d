package org.bertrim.engine.format;

import java.io.IOException;
import java.util.Map;

/**
 * A file, or several that belong together, of named tensors. Only tensors of real numbers are shown: the parameters of a model are such,
 * what else is stored beside them, as the numbers of positions, is not.
 */
public interface TensorFile {

    /** Takes tensors as they are read. */
    interface Sink {
        void accept(String name, StoredTensor tensor) throws IOException;
    }

    /** Bytes of all files that are read for the tensors. */
    long bytes();

    /** Shapes by name. */
    Map<String, long[]> shapes();

    /**
     * Reads all tensors, one after the other in the order in which they lie, and keeps none.
     *
     * @throws UnusableFile if the file is damaged
     */
    void read(Sink sink) throws IOException;
}
