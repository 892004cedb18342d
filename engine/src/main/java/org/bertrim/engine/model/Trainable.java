package org.bertrim.engine.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;

/** Something that an optimizer can change and a checkpoint can hold. */
public interface Trainable {

    /** Arrays that learn, by name, in kernel order; call {@link #changed()} after writing to them. */
    Map<String, NDArray> parameters();

    /** Whether weight decay applies to a parameter. */
    boolean decays(String name);

    /** Says that the parameters were written to. */
    void changed();

    /** Copies out everything that the state of training consists of: parameters, and statistics where there are some. */
    Map<String, StoredTensor> store();

    /** Puts back what {@link #store()} copied. */
    void load(Map<String, StoredTensor> weights);
}
