package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.FieldTexts;
import org.bertrim.engine.experiment.Methods;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.SharedFields;

/** The Design place: one draft after another, a form over it, what it will cost, and ways to start it. */
final class DesignViewModel {

    private static final String METHOD_TYPE = "method.type";

    private final AppContext context;
    private final Texts texts;
    private final FieldTexts fieldTexts;
    private final List<Method<?>> methods;
    private final Draft draft;
    private final DraftDesk drafts;
    private final DesignActions actions;
    private final Costing costing;
    private final TeacherViewModel teacher;
    private final CheckViewModel check;
    private final TaskViewModel task;
    private final EstimateViewModel estimate;
    private final FormViewModel teacherForm;
    private final FormViewModel taskForm;
    private final FormViewModel augmentationForm;
    private final FormViewModel trainingForm;
    private final FormViewModel machineForm;
    private final ReadOnlyObjectWrapper<FormViewModel> methodForm = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper methodType = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper methodProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper seeds = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper("auto");
    private final ObservableList<String> stray = FXCollections.observableArrayList();

    /**
     * The place's model, with the draft that was open last or the first preset.
     *
     * @param costing estimates, shared by all drafts
     * @param teachers where teachers come from
     */
    DesignViewModel(AppContext context, Costing costing, TeacherAccess teachers) {
        this(context, costing, teachers, Methods.all());
    }

    DesignViewModel(AppContext context, Costing costing, TeacherAccess access, List<Method<?>> methods) {
        this.context = context;
        this.texts = context.texts();
        this.fieldTexts = FieldTexts.of(texts.locale());
        this.methods = methods;
        this.costing = costing;
        ObjectNode first = (ObjectNode) Presets.load(Presets.names().get(0));
        this.draft = new Draft(first, context.background(), new DraftCheck(context.workspace(), access.teachers())::check, context.failures()::report);
        this.drafts = new DraftDesk(context, draft);
        this.actions = new DesignActions(context, draft);
        this.teacher = new TeacherViewModel(draft, access, texts, context.background());
        TableViewModel table =
                new TableViewModel(draft, context.workspace(), texts, fieldTexts, context.background());
        this.check = new CheckViewModel(draft, table::stops, access, texts, context.background());
        this.task = new TaskViewModel(draft, texts, table, context.background());
        this.estimate = new EstimateViewModel(texts);
        List<Field> teacherFields = SharedFields.teacher().stream()
                .filter(field -> !field.key().equals("layers")) // the teacher's card has it
                .toList();
        this.teacherForm = form("teacher", "teacher.", teacherFields);
        this.taskForm = form("task", "task.", SharedFields.task());
        this.augmentationForm = form("augmentation", "augmentation.", SharedFields.augmentation());
        this.trainingForm = form("training", "training.", SharedFields.training());
        this.machineForm = form("experiment", "", SharedFields.machine());
        methodForm.set(form("", "method.", List.of()));
        draft.tree().addListener((property, before, now) -> {
            refresh();
            drafts.save(now);
        });
        draft.checked().addListener((property, before, now) -> refreshProblems());
        refresh();
        refreshProblems();
        drafts.openLast();
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

    /** The check of the chosen teacher. */
    CheckViewModel check() {
        return check;
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

    FormViewModel augmentationForm() {
        return augmentationForm;
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

    /** The drafts on the disk, this one among them. */
    DraftDesk drafts() {
        return drafts;
    }

    /** What can be done with the draft as it is. */
    DesignActions actions() {
        return actions;
    }

    /** Problems of places that no control shows, e.g. a misspelt key in a file that was opened. */
    ObservableList<String> stray() {
        return stray;
    }

    /** The methods that can be chosen. */
    List<MethodChoice> methods() {
        return MethodChoice.of(methods, fieldTexts);
    }

    List<String> presets() {
        return Presets.names();
    }

    String presetName(String preset) {
        return Presets.load(preset).path("name").asText(preset);
    }

    /** Whether the experiment can start. */
    boolean ready() {
        return draft.checked().get().experiment() != null && draft.isRead() && !task.table().stops();
    }

    /** How many things keep the experiment from starting. */
    int problemCount() {
        return draft.checked().get().problems().size() + (task.table().stops() ? 1 : 0);
    }

    String problem(String path) {
        return draft.problems().getOrDefault(path, List.of()).stream()
                .findFirst()
                .map(problem -> ProblemWords.of(texts, problem))
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
        draft.set("seeds", Seeds.read(typed));
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

    /** The place is on the screen again: a teacher may have been kept, downloaded or taken away since. */
    void appeared() {
        teacher.lookAgain();
        task.table().again();
        draft.again();
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
        check.refresh();
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
        seeds.set(Seeds.write(tree.path("seeds")));
        device.set(tree.path("device").asText("auto"));
        forms().forEach(FormViewModel::refresh);
        estimate.outdated();
    }

    private void refreshProblems() {
        check.draftRead();
        teacher.refreshProblem();
        task.refreshProblem();
        methodProblem.set(problem(METHOD_TYPE).isEmpty() ? problem("method") : problem(METHOD_TYPE));
        forms().forEach(FormViewModel::refreshProblems);
        stray.setAll(strayProblems());
        Experiment experiment = draft.checked().get().experiment();
        if (experiment != null && draft.isRead()) {
            cost(experiment);
        } else if (draft.isRead()) {
            estimate.block();
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
        if (task.table().open().get()) {
            task.table().each(field -> shown.add(field.path()));
        }
        List<String> found = new ArrayList<>();
        draft.problems().forEach((path, problems) -> {
            if (!shown.contains(path)) {
                problems.forEach(problem -> found.add(ProblemWords.whole(texts, problem)));
            }
        });
        return found;
    }

    private List<FormViewModel> forms() {
        return List.of(teacherForm, taskForm, augmentationForm, trainingForm, machineForm, methodForm.get());
    }
}
