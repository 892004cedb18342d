package org.bertrim.engine.method;

import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.NetworkConfig;
import org.bertrim.engine.model.LayerRule;
import org.jspecify.annotations.Nullable;

/** Leaves a model folder behind, with the run's tokenizer and labels. */
@FunctionalInterface
public interface ModelWriter {

    /**
     * Writes {@code models/NAME}; replaces what is there.
     *
     * @param layerRule by which a depth multiplier chooses layers of this model; null where there is none to prefer
     */
    void write(String name, NetworkConfig config, Map<String, StoredTensor> weights, @Nullable LayerRule layerRule);
}
