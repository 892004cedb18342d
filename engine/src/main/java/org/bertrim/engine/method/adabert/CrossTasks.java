package org.bertrim.engine.method.adabert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.adabert.CrossPlan.Entry;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.Scorer;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of cells and tasks (the paper's table 3): searches a cell on each task and trains every cell, and one drawn at random, on
 * every task. All entries, those of a cell on its own task too, are trained alike: nothing but the architecture is taken over.
 */
final class CrossTasks {

    private final AdabertSettings settings;
    private final MethodContext context;
    private final CrossPlan plan;
    private final List<String> names = new ArrayList<>();
    /** By name in ids. */
    private final Map<String, MethodContext> opened = new LinkedHashMap<>();

    CrossTasks(AdabertSettings settings, MethodContext context) {
        this.settings = settings;
        this.context = context;
        this.plan = CrossPlan.of(settings.crossTasks());
    }

    /** The matrix as results show it. */
    ObjectNode run(FineTunedTeacher ownTeacher) {
        Map<String, Architecture> cells = new LinkedHashMap<>();
        plan.tasks().forEach(task -> names.add((task.source() == null
                        ? context.data().info()
                        : context.around().check(task.source()))
                .name()));
        ObjectNode matrix = Json.mapper().createObjectNode();
        ArrayNode tasks = matrix.putArray("tasks");
        for (Entry task : plan.tasks()) {
            MethodContext on = open(task);
            FineTunedTeacher teacher = task.source() == null ? ownTeacher : on.fineTuned();
            AdabertRun.searched(settings, on, teacher, null);
            cells.put(task.name(), AdabertRun.found(on));
            TaskInfo info = on.data().info();
            tasks.addObject()
                    .put("name", name(task))
                    .put("source", info.source())
                    .put("metric", info.metrics().get(0).key())
                    .put("teacher", Scorer.first(teacher.devScores().values().iterator().next()));
        }
        cells.put(CrossPlan.RANDOM, GivenArchitecture.random(settings, context));
        Map<String, ObjectNode> scores = new LinkedHashMap<>();
        cells.keySet().forEach(origin -> scores.put(origin, Json.mapper().createObjectNode()));
        for (Entry task : plan.tasks()) {
            train(task, task.source() == null ? ownTeacher : null, cells, scores);
        }
        ArrayNode rows = matrix.putArray("rows");
        cells.forEach((origin, cell) -> {
            ObjectNode row = rows.addObject();
            row.put("from", plan.tasks().stream()
                    .filter(task -> task.name().equals(origin))
                    .map(this::name)
                    .findFirst()
                    .orElse(CrossPlan.RANDOM));
            row.set("architecture", ArchitectureJson.write(cell));
            row.put("short", cell.shortForm());
            row.set("scores", scores.get(origin));
        });
        return matrix;
    }

    /** Trains every cell on one task; its teacher, which may be large, is in memory only meanwhile. */
    private void train(
            Entry task,
            @Nullable FineTunedTeacher known,
            Map<String, Architecture> cells,
            Map<String, ObjectNode> scores) {
        MethodContext on = open(task);
        boolean done = cells.keySet().stream()
                .allMatch(origin -> on.part(CrossPlan.part(task, origin)).port().finished(ChildStage.STAGE));
        FineTunedTeacher teacher = known != null || done ? known : on.fineTuned();
        cells.forEach((origin, cell) -> {
            MethodContext part = on.part(CrossPlan.part(task, origin));
            if (!part.port().finished(ChildStage.STAGE)) {
                train(on, part, teacher, cell);
            }
            scores.get(origin).put(name(task), first(part.port().memo().get(ChildStage.SCORES)));
        });
    }

    private void train(MethodContext on, MethodContext part, @Nullable FineTunedTeacher teacher, Architecture cell) {
        Map<String, StoredTensor> searched = part.port().finished(SearchStage.STAGE)
                ? part.port().kept(SearchStage.STAGE)
                : new SearchStage(settings, part).run(Objects.requireNonNull(teacher), on.port().kept(ProbeStage.STAGE), cell);
        CellConfig config = SearchStage.config(settings, part).child(cell);
        new ChildStage(part, settings).run(config, searched, Objects.requireNonNull(teacher));
    }

    private MethodContext open(Entry task) {
        return opened.computeIfAbsent(
                task.name(), name -> task.source() == null ? context : context.openTask(task.source(), name));
    }

    /** The task's name; its source where two tasks have the same name. */
    private String name(Entry task) {
        TaskInfo info = opened.get(task.name()).data().info();
        boolean twice = names.stream().filter(info.name()::equals).count() > 1;
        return twice ? info.source() : info.name();
    }

    private static double first(JsonNode scores) {
        return Json.number(scores.elements().next().elements().next());
    }
}
