package org.bertrim.engine.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.TrainingData;

/** Tasks and results that a test lays out; a source's teacher has the source as fingerprint. */
public final class TinySurroundings implements Surroundings {

    private final Map<String, TrainingData> tasks = new HashMap<>();
    private final Map<String, JsonNode> results = new HashMap<>();

    /** Another task. */
    public void task(String source, TrainingData data) {
        tasks.put(source, data);
    }

    /** A finished run. */
    public void run(String id, JsonNode itsResults) {
        results.put(id, itsResults);
    }

    @Override
    public TaskInfo check(String source) {
        return tasks.get(source).info();
    }

    @Override
    public OtherTask open(String source, RunPort part) {
        return new OtherTask(tasks.get(source), source, (name, config, weights, rule) -> {
            throw new AssertionError("no model of another task is written, but " + name + " was");
        });
    }

    @Override
    public JsonNode results(String run) {
        return results.getOrDefault(run, MissingNode.getInstance());
    }
}
