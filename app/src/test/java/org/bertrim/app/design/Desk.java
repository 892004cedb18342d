package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.RunControl;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.experiment.Methods;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.CalibrationStore;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.run.Forecasts;
import org.bertrim.engine.run.MachineKnowledge;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.teacher.hub.HubSettings;

/** A Design place without a toolkit: everything happens at once on the test's thread, runs are only noted. */
final class Desk implements RunControl, Navigator {

    final List<JsonNode> submitted = new ArrayList<>();
    final List<Boolean> first = new ArrayList<>();
    final List<String> opened = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    final AppContext context;
    final TeacherAccess teachers;
    private final Path workspace;

    Desk(Path workspace) {
        this(workspace, Background.inline(), Map.of("HF_HUB_OFFLINE", "1"));
    }

    /**
     * A place whose teachers come from where this environment says.
     *
     * @param environment instead of that of the process, where a hub of the real world may be named
     */
    Desk(Path workspace, Background background, Map<String, String> environment) {
        this.workspace = workspace;
        this.teachers = new TeacherAccess(
                workspace, new HubCache(workspace.resolve("hub")), () -> HubSettings.of(environment));
        this.context = new AppContext(
                workspace, Texts.of(Locale.ENGLISH), background, this, this, failures::add);
    }

    /** The place as it opens; the machine is not measured. */
    DesignViewModel open() {
        return open(Methods.all());
    }

    DesignViewModel open(List<Method<?>> methods) {
        return new DesignViewModel(context, costing(), teachers, methods);
    }

    /** The whole place, made on the thread that draws. */
    DesignPlace place() {
        return new DesignPlace(context, costing(), teachers);
    }

    /** Of a machine of which only the automatic precision is known. */
    private Costing costing() {
        CalibrationStore store = new CalibrationStore(workspace.resolve("cache"));
        store.keep(Machine.cores(), Precision.FLOAT32);
        Teachers known = teachers.teachers();
        return new Costing(
                context.background(), known, new Forecasts(workspace, known, new MachineKnowledge(store)), false);
    }

    static FieldViewModel field(DesignViewModel model, String path) {
        for (FormViewModel form : List.of(
                model.teacherForm(), model.taskForm(), model.task().table().form(), model.augmentationForm(),
                model.trainingForm(), model.machineForm(), model.methodForm().get())) {
            if (form.field(path).isPresent()) {
                return form.field(path).get();
            }
        }
        throw new AssertionError("no field " + path);
    }

    @Override
    public List<String> submit(JsonNode experiment, Path base, boolean before) {
        submitted.add(experiment);
        first.add(before);
        return List.of("run-1");
    }

    @Override
    public void pause(String runId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void proceed(String runId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop(String runId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(String runId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void open(PlaceId place) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void openRun(String runId) {
        opened.add(runId);
    }

    @Override
    public void openExperiment(JsonNode experiment) {
        throw new UnsupportedOperationException();
    }
}
