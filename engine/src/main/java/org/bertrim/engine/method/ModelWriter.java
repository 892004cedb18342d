package org.bertrim.engine.method;

import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;

/** Leaves a model folder behind, with the run's tokenizer and labels. */
@FunctionalInterface
public interface ModelWriter {

    /** Writes {@code models/NAME}; replaces what is there. */
    void write(String name, BertConfig config, Map<String, StoredTensor> weights);
}
