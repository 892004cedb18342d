package org.bertrim.engine.format.torch;

import java.io.IOException;
import org.bertrim.engine.format.TensorFile;

/** One of the forms in which PyTorch stores a dictionary of tensors. */
interface TorchForm {

    /** The tensors without their numbers. */
    StateDict state();

    /** Reads the tensors, storage by storage. */
    void read(TensorFile.Sink sink) throws IOException;
}
