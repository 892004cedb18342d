package org.bertrim.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.method.FieldProblem.Kind;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.jspecify.annotations.Nullable;

/** Checks that an experiment's tasks are there and go together with its method and augmentation. */
final class TaskFit {

    private final Path base;
    private final List<Method<?>> methods;
    private final Problems problems;

    /**
     * Checks for one experiment file.
     *
     * @param base folder where relative paths start
     */
    TaskFit(Path base, List<Method<?>> methods, Problems problems) {
        this.base = base;
        this.methods = methods;
        this.problems = problems;
    }

    /** Looks whether the task is there, and the second file of a table. */
    void find(TaskChoice task) {
        if (task.source() != null) {
            find(task.source(), "task.source");
        }
        TableSettings table = task.table();
        if (table != null && table.devFile() != null) {
            find(Tasks.tableSource(table.devFile()), "task.devFile");
        }
    }

    /** Whether there is a task of this source; a problem of this path if not. */
    boolean find(String source, String path) {
        try {
            Tasks.find(source, base);
            return true;
        } catch (InvalidInput e) {
            problems.add(path, JsonNodeFactory.instance.textNode(source), e.why());
            return false;
        }
    }

    /** Method and augmentation must be able to do something with what the task predicts. */
    void check(
            JsonNode root, TaskChoice task, AugmentationSettings augmentation, @Nullable MethodChoice choice) {
        TaskKind kind = task.source() == null ? null : Tasks.kind(task.source()).orElse(null);
        if (kind == null || choice == null) {
            return;
        }
        List<Method<?>> able = methods.stream().filter(method -> method.taskKinds().contains(kind)).toList();
        if (able.stream().noneMatch(method -> method.type().equals(choice.type()))) {
            List<String> types = Methods.types(able);
            problems.add(
                    "method.type",
                    root.at("/method/type"),
                    "one of " + String.join(", ", types) + ", as this method does not learn tasks that predict " + kind.words(),
                    Kind.TASK_METHODS,
                    types);
        }
        if (augmentation.active() && !AugmentationSettings.augments(kind)) {
            problems.add(
                    AugmentationReader.KEY + ".method",
                    root.at("/" + AugmentationReader.KEY + "/method"),
                    AugmentationSettings.Method.NONE.word() + ", as texts whose parts are the answers cannot be augmented",
                    Kind.TASK_AUGMENTED,
                    List.of());
        }
    }

    /** A task beside the own one must be one that the method learns. */
    void checkOther(JsonNode source, String path, Method<?> method) {
        Tasks.kind(source.textValue())
                .filter(kind -> !method.taskKinds().contains(kind))
                .ifPresent(kind -> problems.add(
                        path,
                        source,
                        "a task that the method learns; this one predicts " + kind.words(),
                        Kind.METHOD_TASKS,
                        List.of()));
    }
}
