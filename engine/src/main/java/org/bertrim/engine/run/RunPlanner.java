package org.bertrim.engine.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.ExperimentWriter;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.teacher.Teachers;

/** Turns an experiment into run folders, one a seed, with everything decided that the machine decides. */
public final class RunPlanner {

    private static final String AUTO = "auto";

    private RunPlanner() {}

    /**
     * Decides what the machine decides; takes seconds where this machine has not been measured yet.
     *
     * @param teachers where the experiment's teacher is found
     * @param machine says what precision {@code auto} means
     * @return one experiment a seed, in which nothing is left open
     * @throws EngineException if teacher, device or settings do not fit together
     */
    public static List<Experiment> plan(Experiment experiment, Teachers teachers, MachineKnowledge machine) {
        ExperimentReader.check(experiment, teachers.shape(experiment.teacher().source()));
        String device = experiment.device().equals(AUTO) ? "cpu" : experiment.device();
        if (!device.equals("cpu")) {
            throw new EngineException(
                    "The device " + device + " cannot be used",
                    "this build has PyTorch's CPU library only",
                    "Set device to cpu or auto.");
        }
        int threads = experiment.threads() != null ? experiment.threads() : Machine.cores();
        String precision = experiment.precision().equals(AUTO)
                ? machine.automaticPrecision(threads).key()
                : experiment.precision();
        Experiment resolved = experiment.with(experiment.task().resolved(Path.of("").toAbsolutePath()));
        return experiment.seeds().stream()
                .map(seed -> resolved.forRun(seed, device, precision, threads))
                .toList();
    }

    /** Creates the folders of planned runs. */
    public static List<RunFolder> create(List<Experiment> planned, Path workspace) {
        return planned.stream()
                .map(one -> RunFolder.create(
                        workspace, one.name(), one.seeds().get(0), Instant.now(), ExperimentWriter.resolved(one)))
                .toList();
    }

    /** Both at once, with what is known of this machine. */
    public static List<RunFolder> create(Experiment experiment, Path workspace) {
        return create(plan(experiment, WorkspaceTeachers.of(workspace), MachineKnowledge.ofPlatform()), workspace);
    }
}
