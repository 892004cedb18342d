package org.bertrim.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything from which a run goes on exactly where it was.
 *
 * @param stage id of the stage
 * @param step optimizer steps done in the stage
 * @param stageFinished whether the stage is complete, so that the next one follows
 * @param memo what the stages so far found out and later ones need, e.g. scores and importance; any JSON value
 * @param weights the model, by parameter name
 * @param state optimizer moments, best weights and whatever else the stage needs
 */
public record Checkpoint(
        String stage,
        long step,
        boolean stageFinished,
        JsonNode memo,
        Map<String, StoredTensor> weights,
        Map<String, StoredTensor> state) {

    /** Copies the maps, not the tensors. */
    public Checkpoint {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    }

    /** Bytes of all tensors. */
    public long sizeBytes() {
        return weights.values().stream().mapToLong(StoredTensor::sizeBytes).sum()
                + state.values().stream().mapToLong(StoredTensor::sizeBytes).sum();
    }
}
