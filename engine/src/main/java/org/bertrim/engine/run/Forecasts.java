package org.bertrim.engine.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.Methods;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Calibration;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.measure.Estimate;
import org.bertrim.engine.measure.Estimator;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.WorkInput;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.teacher.TaskHead;
import org.bertrim.engine.teacher.Teachers;
import org.jspecify.annotations.Nullable;

/** Says before a run what it will cost on this machine. Everything here may take seconds: not for a thread that draws. */
public final class Forecasts {

    private static final String AUTO = "auto";
    private static final String PUBLISHED = "published";

    private final Path workspace;
    private final Teachers teachers;
    private final MachineKnowledge machine;

    /**
     * Forecasts for runs of a workspace.
     *
     * @param workspace whose kept teachers cost nothing
     * @param teachers where experiments' teachers are found
     * @param machine what is known of this machine
     */
    public Forecasts(Path workspace, Teachers teachers, MachineKnowledge machine) {
        this.workspace = workspace;
        this.teachers = teachers;
        this.machine = machine;
    }

    /** Whether the machine has been measured for such an experiment. */
    public boolean measured(Experiment experiment) {
        return calibration(experiment).isPresent();
    }

    /** Measures the machine for such an experiment, within seconds and on all its threads. */
    public void measure(Experiment experiment) {
        machine.measure(shape(experiment), precision(experiment), threads(experiment));
    }

    /**
     * Forecasts one seed of an experiment, the first.
     *
     * @throws org.bertrim.engine.format.EngineException if there is no such teacher or method
     */
    public Forecast of(Experiment experiment, TaskProfile task) {
        return of(experiment, task, Methods.named(experiment.method().type()));
    }

    private <S extends Record> Forecast of(Experiment experiment, TaskProfile task, Method<S> method) {
        S settings = method.settingsType().cast(experiment.method().settings());
        BertConfig model = TaskHead.on(encoder(experiment), task.info());
        List<Subnetwork> subnetworks = method.networks(settings, model.shape());
        Optional<Calibration> calibration = calibration(experiment);
        Optional<Estimator> estimator = calibration.map(known -> new Estimator(
                known,
                task.cut(
                        experiment.task().limits().within(model.positions()),
                        experiment.training().protocol().equals(PUBLISHED),
                        experiment.augmentation().mostAdded(task.info()))));
        List<Forecast.Network> networks = subnetworks.stream()
                .map(subnetwork -> network(subnetwork, model, estimator))
                .toList();
        List<StageWork> work = method.work(
                settings, new WorkInput(model, experiment.training(), experiment.teacher().fineTuning()));
        Estimate estimate = work.isEmpty()
                ? null
                : estimator
                        .map(each -> each.of(work, KeptTeachers.has(workspace, planned(experiment), task.fingerprint())))
                        .orElse(null);
        return new Forecast(
                precision(experiment).key(),
                threads(experiment),
                Costs.of(model),
                networks,
                estimate,
                calibration.map(Calibration::busyShare).orElse(Double.NaN));
    }

    private static Forecast.Network network(
            Subnetwork subnetwork, BertConfig model, Optional<Estimator> estimator) {
        BertConfig small = model.of(Network.of(subnetwork));
        return new Forecast.Network(
                subnetwork,
                Costs.of(small),
                estimator.map(each -> each.latencySeconds(small) * 1e3).orElse(Double.NaN));
    }

    private Optional<Calibration> calibration(Experiment experiment) {
        return machine.find(shape(experiment), precision(experiment), threads(experiment));
    }

    /** The experiment as {@link RunPlanner} will write it down for its first seed. */
    private Experiment planned(Experiment experiment) {
        String device = experiment.device().equals(AUTO) ? "cpu" : experiment.device();
        return experiment.forRun(
                experiment.seeds().get(0), device, precision(experiment).key(), threads(experiment));
    }

    private Precision precision(Experiment experiment) {
        return experiment.precision().equals(AUTO)
                ? machine.automaticPrecision(threads(experiment))
                : Precision.of(experiment.precision());
    }

    private static int threads(Experiment experiment) {
        @Nullable Integer threads = experiment.threads();
        return threads != null ? threads : Machine.cores();
    }

    private ModelShape shape(Experiment experiment) {
        return encoder(experiment).shape();
    }

    private BertConfig encoder(Experiment experiment) {
        BertConfig whole = teachers.config(experiment.teacher().source());
        Integer layers = experiment.teacher().layers();
        return layers == null ? whole : whole.firstLayers(layers);
    }
}
