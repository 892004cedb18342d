package org.bertrim.engine.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem.Kind;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.SharedFields;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TrainingSettings;
import org.bertrim.engine.teacher.TeacherNotHere;
import org.jspecify.annotations.Nullable;

/** Reads the tree of one experiment file and collects every problem on the way. */
final class ExperimentParser {

    private static final Set<String> KEYS = new LinkedHashSet<>(
            List.of("schema", "name", "teacher", "task", AugmentationReader.KEY, "method", "training", "seeds", "device"));
    private static final int LONGEST_NAME = 200;
    private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu:[0-9]{1,3}");
    private static final long DEFAULT_SEED = 42; // run_glue.py of DynaBERT's released code

    /** Downloads a teacher. */
    private static final String GET = "download it with: bertrim teachers --get ";

    private final Path base;
    private final Overrides overrides;
    private final List<Method<?>> methods;
    private final TeacherShapes shapes;
    private final Problems problems;
    private final FieldReader fields;
    private final AugmentationReader augmentations;
    private final TaskFit taskFit;

    ExperimentParser(
            Path base, Overrides overrides, List<Method<?>> methods, TeacherShapes shapes, Problems problems) {
        this.base = base;
        this.overrides = overrides;
        this.methods = methods;
        this.shapes = shapes;
        this.problems = problems;
        this.fields = new FieldReader(problems, base);
        this.augmentations = new AugmentationReader(base, problems);
        this.taskFit = new TaskFit(base, methods, problems);
    }

    /** The experiment, or empty if there are problems. */
    Optional<Experiment> parse(JsonNode root) {
        ObjectNode machine = fields.read(root, "", SharedFields.machine(), KEYS);
        if (!root.isObject()) {
            return Optional.empty();
        }
        schema(root.get("schema"));
        String name = name(root.get("name"));
        TeacherChoice teacher = teacher(root.get("teacher"));
        TaskChoice task = task(root.get("task"));
        AugmentationSettings augmentation = augmentations.read(root.get(AugmentationReader.KEY));
        MethodChoice method = method(root.get("method"), task);
        ObjectNode training = fields.read(root.get("training"), "training", SharedFields.training(), Set.of());
        List<Long> seeds = seeds(root.get("seeds"));
        String device = device(root.get("device"));
        augmentations.check(root.path(AugmentationReader.KEY), augmentation, method, methods);
        taskFit.check(root, task, augmentation, method);
        checkTeacher(teacher, task, method);
        if (problems.count() > 0) {
            taskFit.find(task); // otherwise opening it says what is wrong with it
            return Optional.empty();
        }
        return Optional.of(new Experiment(
                Experiment.SCHEMA,
                name,
                teacher,
                task,
                augmentation,
                method,
                record(training, TrainingSettings.class),
                seeds,
                device,
                machine.get("precision").textValue(),
                integer(machine, "threads")));
    }

    private void schema(@Nullable JsonNode node) {
        String allowed = Experiment.SCHEMA + ", the version of the layout of experiment files";
        if (node == null) {
            problems.missing("schema", "must be " + allowed);
        } else if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() != Experiment.SCHEMA) {
            problems.add("schema", node, "must be " + allowed);
        }
    }

    private String name(@Nullable JsonNode node) {
        String allowed = "a name of up to " + LONGEST_NAME + " characters on one line";
        if (node == null) {
            problems.missing("name", allowed);
            return "";
        }
        String name = node.isTextual() ? node.textValue() : "";
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            problems.add("name", node, allowed);
        }
        return name;
    }

    /** The teacher; its source is null where it is missing or wrong. */
    private TeacherChoice teacher(@Nullable JsonNode node) {
        ObjectNode read = fields.read(node, "teacher", SharedFields.teacher(), Set.of("source"));
        String source = source(SourceGrammar.TEACHER, "teacher", node, overrides.teacher());
        return new TeacherChoice(
                source, integer(read, "layers"), record((ObjectNode) read.get("fineTuning"), StageSettings.class));
    }

    /** The task; its source is null where it is missing or wrong. */
    private TaskChoice task(@Nullable JsonNode node) {
        String source = source(SourceGrammar.TASK, "task", node, overrides.task());
        Set<String> others = new LinkedHashSet<>(Set.of("source"));
        others.addAll(TableSettingsReader.keys());
        ObjectNode read = fields.read(node, "task", SharedFields.task(), others);
        return new TaskChoice(
                source,
                read.get("maxTokens").intValue(),
                integer(read, "docStride"),
                integer(read, "trainRows"),
                read.get("drawSeed").longValue(),
                table(node, source));
    }

    /** What a table has besides; null for other tasks, which must not have it. */
    private @Nullable TableSettings table(@Nullable JsonNode task, @Nullable String source) {
        ObjectNode own = TableSettingsReader.own(task);
        if (source == null || Tasks.isTable(source)) {
            return new TableSettingsReader(base, problems).read(own);
        }
        if (overrides.task() == null) { // what the file says of its own table is not about a task that takes its place
            own.properties().forEach(entry ->
                    problems.add("task." + entry.getKey(), entry.getValue(), "only a table has this: table:FILE"));
        }
        return null;
    }

    private @Nullable String source(
            SourceGrammar grammar, String owner, @Nullable JsonNode object, @Nullable String override) {
        String path = owner + ".source";
        if (override != null) {
            Path workingDirectory = Path.of("").toAbsolutePath();
            return grammar.read(JsonNodeFactory.instance.textNode(override), path, workingDirectory, problems);
        }
        if (object != null && !object.isObject()) {
            return null;
        }
        JsonNode node = object == null ? null : object.get("source");
        if (node == null) {
            problems.missing(path, "a " + owner + " is needed: " + grammar.allowed());
            return null;
        }
        return grammar.read(node, path, base, problems);
    }

    private @Nullable MethodChoice method(@Nullable JsonNode node, TaskChoice task) {
        String allowed = "one of " + String.join(", ", Methods.types(methods));
        if (node == null) {
            problems.missing("method.type", allowed);
            return null;
        }
        if (!node.isObject()) {
            problems.add(
                    "method",
                    node,
                    "an object with type, " + allowed + ", and the settings of that method",
                    Kind.NOT_AN_OBJECT,
                    List.of("type"));
            return null;
        }
        JsonNode type = node.get("type");
        if (type == null) {
            problems.missing("method.type", allowed);
            return null;
        }
        Optional<Method<?>> method = methods.stream()
                .filter(each -> type.isTextual() && each.type().equals(type.textValue()))
                .findFirst();
        if (method.isEmpty()) {
            problems.choice("method.type", type, Methods.types(methods));
            return null;
        }
        ObjectNode settings = fields.read(node, "method", method.get().fields(), Set.of("type"));
        otherTasks(settings, method.get(), task);
        return new MethodChoice(
                method.get().type(), record(settings, method.get().settingsType()));
    }

    /** Tasks beside the experiment's own must be there, and be others. */
    private void otherTasks(ObjectNode settings, Method<?> method, TaskChoice own) {
        for (Field field : method.fields()) {
            if (field.kind() == Field.Kind.TASKS) {
                JsonNode sources = settings.at("/" + field.key().replace('.', '/'));
                for (int i = 0; i < sources.size(); i++) {
                    String path = "method." + field.key() + "[" + i + "]";
                    if (sources.get(i).textValue().equals(own.source())) {
                        problems.repeated(path, sources.get(i), "task.source");
                    } else if (taskFit.find(sources.get(i).textValue(), path)) {
                        taskFit.checkOther(sources.get(i), path, method);
                    }
                }
            }
        }
    }

    private List<Long> seeds(@Nullable JsonNode node) {
        if (node == null) {
            return List.of(DEFAULT_SEED);
        }
        String allowed = "a whole number of at most 64 bits";
        if (!node.isArray() || node.isEmpty()) {
            problems.add(
                    "seeds", node, "a list of at least one element, each " + allowed, Kind.LIST, List.of());
            return List.of();
        }
        Map<Long, String> seen = new HashMap<>();
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonNode element = node.get(i);
            String path = "seeds[" + i + "]";
            if (!element.isIntegralNumber() || !element.canConvertToLong()) {
                problems.add(path, element, allowed, Kind.WHOLE_NUMBER, List.of("", ""));
                continue;
            }
            String first = seen.putIfAbsent(element.longValue(), path);
            if (first != null) {
                problems.repeated(path, element, first);
            }
            seeds.add(element.longValue());
        }
        return seeds;
    }

    private String device(@Nullable JsonNode node) {
        if (node == null) {
            return "auto";
        }
        if (!node.isTextual() || !DEVICE.matcher(node.textValue()).matches()) {
            problems.add(
                    "device",
                    node,
                    "auto, cpu or gpu:N with the number of the GPU, counted from 0",
                    Kind.CHOICE,
                    List.of("auto", "cpu", "gpu:N"));
        }
        return node.asText();
    }

    private void checkTeacher(TeacherChoice teacher, TaskChoice task, @Nullable MethodChoice method) {
        if (teacher.source() == null) {
            return;
        }
        try {
            shapes.shapeOf(teacher.source())
                    .ifPresent(shape -> problems.addAll(TeacherFit.problems(shape, teacher, task, method, methods)));
        } catch (TeacherNotHere e) {
            problems.add(
                    "teacher.source",
                    JsonNodeFactory.instance.textNode(teacher.source()),
                    e.why() + "; " + GET + teacher.source(),
                    Kind.TEACHER_NOT_HERE,
                    List.of(teacher.source()));
        } catch (EngineException e) {
            problems.add("teacher.source", JsonNodeFactory.instance.textNode(teacher.source()), e.why());
        }
    }

    private static @Nullable Integer integer(ObjectNode object, String key) {
        return object.has(key) ? object.get(key).intValue() : null;
    }

    /** Cannot fail on a file's account: what reaches it has been read by the descriptions of this very record. */
    private static <R extends Record> R record(ObjectNode node, Class<R> type) {
        try {
            return Json.mapper().treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the fields of " + type.getName() + " do not fit its descriptions", e);
        }
    }
}
