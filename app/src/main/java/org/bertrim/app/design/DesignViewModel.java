package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.FieldTexts;
import org.bertrim.engine.experiment.InvalidExperiment;
import org.bertrim.engine.experiment.Methods;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.SharedFields;
import org.bertrim.engine.teacher.Teachers;

/** The Design place: one draft after another, a form over it, what it will cost, and ways to start it. */
final class DesignViewModel {

    private static final String METHOD_TYPE = "method.type";

    /** A method that can be chosen. */
    record MethodChoice(String type, String name, String explanation) {}

    /** How a draft stands. */
    enum Saved {
        /** Nothing has been changed yet, so there is nothing to write. */
        NEW,
        /** Not written yet. */
        NO,
        /** On the disk as it is on the screen. */
        YES
    }

    private final AppContext context;
    private final Texts texts;
    private final FieldTexts fieldTexts;
    private final List<Method<?>> methods;
    private final Draft draft;
    private final DraftStore store;
    private final Costing costing;
    private final TeacherViewModel teacher;
    private final TaskViewModel task;
    private final EstimateViewModel estimate;
    private final FormViewModel teacherForm;
    private final FormViewModel taskForm;
    private final FormViewModel trainingForm;
    private final FormViewModel machineForm;
    private final Latest<DraftStore.Opened, String> saving;
    private final ReadOnlyObjectWrapper<FormViewModel> methodForm = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper methodType = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper methodProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper seeds = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper("auto");
    private final ReadOnlyObjectWrapper<Saved> saved = new ReadOnlyObjectWrapper<>(Saved.NEW);
    private final StringProperty note = new SimpleStringProperty("");
    private final ObservableList<DraftStore.Entry> drafts = FXCollections.observableArrayList();
    private final ObservableList<String> stray = FXCollections.observableArrayList();
    private String draftId = "";

    /**
     * The place's model, with the draft that was open last or the first preset.
     *
     * @param costing estimates, shared by all drafts
     */
    DesignViewModel(AppContext context, Costing costing) {
        this(context, costing, Methods.all());
    }

    DesignViewModel(AppContext context, Costing costing, List<Method<?>> methods) {
        this.context = context;
        this.texts = context.texts();
        this.fieldTexts = FieldTexts.of(texts.locale());
        this.methods = methods;
        this.costing = costing;
        this.store = new DraftStore(context.workspace());
        ObjectNode first = (ObjectNode) Presets.load(Presets.names().get(0));
        this.draft = new Draft(first, context.background(), this::check, context.failures()::report);
        this.teacher = new TeacherViewModel(draft, texts);
        this.task = new TaskViewModel(draft, texts);
        this.estimate = new EstimateViewModel(texts);
        List<Field> teacherFields = SharedFields.teacher().stream()
                .filter(field -> !field.key().equals("layers")) // the teacher's card has it
                .toList();
        this.teacherForm = form("teacher", "teacher.", teacherFields);
        this.taskForm = form("task", "task.", SharedFields.task());
        this.trainingForm = form("training", "training.", SharedFields.training());
        this.machineForm = form("experiment", "", SharedFields.machine());
        this.saving = new Latest<>(
                context.background(),
                opened -> {
                    store.write(opened.id(), opened.tree());
                    return opened.id();
                },
                id -> saved.set(Saved.YES),
                context.failures()::report);
        methodForm.set(form("", "method.", List.of()));
        draft.tree().addListener((property, before, now) -> {
            refresh();
            save(now);
        });
        draft.checked().addListener((property, before, now) -> refreshProblems());
        refresh();
        refreshProblems();
        openLast();
    }

    private FormViewModel form(String owner, String prefix, List<Field> fields) {
        return new FormViewModel(draft, texts, fieldTexts, owner, prefix, fields, teacher::shape);
    }

    Draft draft() {
        return draft;
    }

    TeacherViewModel teacher() {
        return teacher;
    }

    TaskViewModel task() {
        return task;
    }

    EstimateViewModel estimate() {
        return estimate;
    }

    FormViewModel teacherForm() {
        return teacherForm;
    }

    FormViewModel taskForm() {
        return taskForm;
    }

    FormViewModel trainingForm() {
        return trainingForm;
    }

    /** Precision and threads. */
    FormViewModel machineForm() {
        return machineForm;
    }

    /** The form of the chosen method, made anew when another one is chosen. */
    ReadOnlyObjectProperty<FormViewModel> methodForm() {
        return methodForm.getReadOnlyProperty();
    }

    ReadOnlyStringProperty methodType() {
        return methodType.getReadOnlyProperty();
    }

    ReadOnlyStringProperty methodProblem() {
        return methodProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty name() {
        return name.getReadOnlyProperty();
    }

    ReadOnlyStringProperty seeds() {
        return seeds.getReadOnlyProperty();
    }

    ReadOnlyStringProperty device() {
        return device.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Saved> saved() {
        return saved.getReadOnlyProperty();
    }

    /** What the last action did, in words; the view may clear it. */
    StringProperty note() {
        return note;
    }

    ObservableList<DraftStore.Entry> drafts() {
        return drafts;
    }

    String draftId() {
        return draftId;
    }

    /** Problems of places that no control shows, e.g. a misspelt key in a file that was opened. */
    ObservableList<String> stray() {
        return stray;
    }

    List<MethodChoice> methods() {
        return methods.stream()
                .map(method -> new MethodChoice(
                        method.type(), methodText(method.type(), false), methodText(method.type(), true)))
                .toList();
    }

    private String methodText(String type, boolean explanation) {
        try {
            return explanation ? fieldTexts.methodExplanation(type) : fieldTexts.method(type);
        } catch (MissingResourceException e) {
            return explanation ? "" : type;
        }
    }

    List<String> presets() {
        return Presets.names();
    }

    String presetName(String preset) {
        return Presets.load(preset).path("name").asText(preset);
    }

    /** Whether the experiment can start. */
    boolean ready() {
        Draft.Checked now = draft.checked().get();
        return now.experiment() != null && now.tree() == draft.tree().get();
    }

    String problem(String path) {
        return draft.problems().getOrDefault(path, List.of()).stream()
                .findFirst()
                .map(FieldProblem::allowed)
                .orElse("");
    }

    // changes

    void rename(String text) {
        if (!text.equals(name.get())) {
            draft.set("name", JsonNodeFactory.instance.textNode(text));
        }
    }

    /** Takes seeds as they are typed, e.g. {@code 1, 2, 3}; what is no number is kept, with a problem beside it. */
    void enterSeeds(String typed) {
        if (typed.strip().equals(seeds.get())) {
            return;
        }
        draft.settle();
        if (typed.isBlank()) {
            draft.clear("seeds");
            return;
        }
        var list = JsonNodeFactory.instance.arrayNode();
        for (String word : typed.strip().split("[,;\\s]+")) {
            try {
                long seed = Long.parseLong(word);
                if (seed == (int) seed) {
                    list.add((int) seed); // as a file that is read again has it
                } else {
                    list.add(seed);
                }
            } catch (NumberFormatException e) {
                list.add(word);
            }
        }
        draft.set("seeds", list);
        draft.settle();
    }

    void enterDevice(String typed) {
        if (!typed.strip().equals(device.get())) {
            draft.settle();
            draft.set("device", JsonNodeFactory.instance.textNode(typed.strip()));
            draft.settle();
        }
    }

    /** Chooses another method; settings that it does not know are left out. */
    void chooseMethod(String type) {
        if (type.equals(methodType.get())) {
            return;
        }
        ObjectNode next = draft.tree().get().deepCopy();
        ObjectNode method = next.putObject("method");
        method.put("type", type);
        draft.replace(next);
    }

    /** Fills the form with a preset; teacher and task stay where the preset leaves them open. One step of undo. */
    void usePreset(String preset) {
        ObjectNode next = (ObjectNode) Presets.load(preset);
        for (String owner : List.of("teacher", "task")) {
            JsonNode source = JsonTree.at(draft.tree().get(), owner + ".source");
            if (JsonTree.at(next, owner + ".source") == null && source != null) {
                next = JsonTree.with(next, owner + ".source", source);
            }
        }
        draft.replace(next);
    }

    /** Opens an experiment as a new draft. */
    void load(JsonNode experiment) {
        draftId = "";
        draft.open(experiment instanceof ObjectNode object ? object.deepCopy() : Json.mapper().createObjectNode());
    }

    /** Begins a new draft with the first preset. */
    void newDraft() {
        load(Presets.load(Presets.names().get(0)));
    }

    /** Opens an experiment file as a new draft; its relative paths become absolute. */
    void openFile(Path file) {
        context.background().run(
                () -> {
                    JsonNode tree = Json.read(file);
                    if (!(tree instanceof ObjectNode)) {
                        throw new InvalidExperiment(
                                file.toString(),
                                List.of(new FieldProblem("the file", "what stands there", "one object")));
                    }
                    Path folder = file.toAbsolutePath().getParent();
                    ObjectNode whole = absolute((ObjectNode) tree, "teacher.source", folder);
                    return absolute(whole, "task.source", folder);
                },
                this::load,
                context.failures()::report);
    }

    private static ObjectNode absolute(ObjectNode tree, String path, Path folder) {
        JsonNode source = JsonTree.at(tree, path);
        for (String scheme : List.of("folder:", "glue:", "table:")) {
            if (source != null && source.asText().startsWith(scheme)) {
                Path there = folder.resolve(source.asText().substring(scheme.length())).normalize();
                return JsonTree.with(tree, path, JsonNodeFactory.instance.textNode(scheme + there));
            }
        }
        return tree;
    }

    void openDraft(String id) {
        context.background().run(
                () -> store.read(id),
                opened -> opened.ifPresent(this::show),
                context.failures()::report);
    }

    void deleteDraft(String id) {
        context.background().run(
                () -> {
                    store.delete(id);
                    return store.list();
                },
                entries -> {
                    drafts.setAll(entries);
                    if (id.equals(draftId)) {
                        newDraft();
                    }
                },
                context.failures()::report);
    }

    void listDrafts() {
        context.background().run(store::list, drafts::setAll, context.failures()::report);
    }

    private void openLast() {
        ObjectNode shown = draft.tree().get();
        context.background().run(
                store::last,
                last -> last.filter(opened -> draft.tree().get() == shown).ifPresent(this::show),
                context.failures()::report);
    }

    private void show(DraftStore.Opened opened) {
        draftId = opened.id();
        draft.open(opened.tree());
    }

    // actions

    /**
     * Makes the runs and puts them in the queue.
     *
     * @param first whether they go before everything that waits, and the first of them is shown
     */
    void submit(boolean first) {
        ObjectNode experiment = draft.tree().get();
        context.background().run(
                () -> context.runs().submit(experiment, context.workspace(), first),
                ids -> {
                    note.set(texts.get("design.queued", ids.size()));
                    if (first && !ids.isEmpty()) {
                        context.navigator().openRun(ids.get(0));
                    }
                },
                context.failures()::report);
    }

    void saveAs(Path file) {
        ObjectNode experiment = draft.tree().get();
        context.background().run(
                () -> {
                    DurableFiles.write(file.toAbsolutePath(), Json.pretty(experiment));
                    return file;
                },
                written -> note.set(texts.get("design.saved-as", written.getFileName())),
                context.failures()::report);
    }

    /** Hands over the line that runs this experiment in a terminal. */
    void command(Consumer<String> copy) {
        ObjectNode experiment = draft.tree().get();
        context.background().run(
                () -> CommandText.line(CommandText.words(experiment, context.workspace())),
                line -> {
                    copy.accept(line);
                    note.set(texts.get("design.copied"));
                },
                context.failures()::report);
    }

    /** The place is on the screen again: a teacher may have been kept since. */
    void appeared() {
        Experiment experiment = draft.checked().get().experiment();
        if (experiment != null) {
            cost(experiment);
        }
    }

    /** Measures this machine once more. */
    void measureAgain() {
        Experiment experiment = draft.checked().get().experiment();
        if (experiment != null) {
            costing.measure(experiment, estimate, () -> cost(experiment));
        }
    }

    // following the draft

    private void refresh() {
        ObjectNode tree = draft.tree().get();
        teacher.refresh();
        task.refresh();
        String type = tree.path("method").path("type").asText("");
        if (!type.equals(methodType.get())) {
            List<Field> fields = methods.stream()
                    .filter(method -> method.type().equals(type))
                    .findFirst()
                    .map(Method::fields)
                    .orElse(List.of());
            methodForm.set(form(type, "method.", fields));
            methodType.set(type);
        }
        name.set(tree.path("name").asText(""));
        List<String> words = new ArrayList<>();
        tree.path("seeds").forEach(node -> words.add(node.asText()));
        seeds.set(words.isEmpty() ? "42" : String.join(", ", words));
        device.set(tree.path("device").asText("auto"));
        forms().forEach(FormViewModel::refresh);
        estimate.outdated();
    }

    private void save(ObjectNode tree) {
        saved.set(Saved.NO);
        if (draftId.isEmpty()) {
            String wanted = tree.path("name").asText("draft");
            draftId = "new";
            context.background().run(
                    () -> {
                        String id = store.newId(wanted);
                        store.write(id, tree);
                        return id;
                    },
                    id -> {
                        draftId = id;
                        if (draft.tree().get() == tree) {
                            saved.set(Saved.YES);
                        } else {
                            saving.submit(new DraftStore.Opened(id, draft.tree().get()));
                        }
                    },
                    context.failures()::report);
        } else if (!draftId.equals("new")) {
            saving.submit(new DraftStore.Opened(draftId, tree));
        }
    }

    private void refreshProblems() {
        teacher.refreshProblem();
        task.refreshProblem();
        methodProblem.set(problem(METHOD_TYPE).isEmpty() ? problem("method") : problem(METHOD_TYPE));
        forms().forEach(FormViewModel::refreshProblems);
        stray.setAll(strayProblems());
        Experiment experiment = draft.checked().get().experiment();
        if (experiment != null && draft.checked().get().tree() == draft.tree().get()) {
            cost(experiment);
        }
    }

    private void cost(Experiment experiment) {
        costing.submit(experiment, context.workspace(), task, estimate);
    }

    private List<String> strayProblems() {
        Set<String> shown = new LinkedHashSet<>(
                List.of("teacher", "teacher.source", "teacher.layers", "task", "task.source", "method", METHOD_TYPE,
                        "name", "seeds", "device"));
        forms().forEach(form -> form.all().forEach(field -> shown.add(field.path())));
        List<String> found = new ArrayList<>();
        draft.problems().forEach((path, problems) -> {
            if (!shown.contains(path)) {
                problems.forEach(problem -> found.add(problem.toString()));
            }
        });
        return found;
    }

    private List<FormViewModel> forms() {
        return List.of(teacherForm, taskForm, trainingForm, machineForm, methodForm.get());
    }

    private Draft.Checked check(ObjectNode tree) {
        try {
            Experiment experiment = ExperimentReader.read(
                    tree,
                    context.workspace(),
                    Overrides.none(),
                    source -> Optional.of(Teachers.shape(source)));
            return new Draft.Checked(tree, experiment, List.of());
        } catch (InvalidExperiment e) {
            return new Draft.Checked(tree, null, e.problems());
        }
    }
}
