package org.bertrim.app.common;

import com.fasterxml.jackson.databind.JsonNode;

/** Goes from one place to another. */
public interface Navigator {

    void open(PlaceId place);

    /** Opens a run, whether it waits, works or is done, in the Live place. */
    void openRun(String runId);

    /** Opens an experiment in the Design place as a new draft. */
    void openExperiment(JsonNode experiment);
}
