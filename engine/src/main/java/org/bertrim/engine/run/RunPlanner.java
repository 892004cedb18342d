package org.bertrim.engine.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.ExperimentWriter;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.teacher.Teachers;

/** Turns an experiment into run folders, one a seed, with everything decided that the machine decides. */
public final class RunPlanner {

    private static final String AUTO = "auto";

    private RunPlanner() {}

    /**
     * Creates the run folders.
     *
     * @throws EngineException if teacher, device or settings do not fit together
     */
    public static List<RunFolder> create(Experiment experiment, Path workspace) {
        ExperimentReader.check(experiment, Teachers.shape(experiment.teacher().source()));
        String device = experiment.device().equals(AUTO) ? "cpu" : experiment.device();
        if (!device.equals("cpu")) {
            throw new EngineException(
                    "The device " + device + " cannot be used",
                    "this build has PyTorch's CPU library only",
                    "Set device to cpu or auto.");
        }
        int threads = experiment.threads() != null ? experiment.threads() : Machine.cores();
        String precision = experiment.precision().equals(AUTO) ? automatic(threads) : experiment.precision();
        List<RunFolder> folders = new ArrayList<>();
        for (long seed : experiment.seeds()) {
            Experiment one = experiment.forRun(seed, device, precision, threads);
            folders.add(RunFolder.create(
                    workspace, experiment.name(), seed, Instant.now(), ExperimentWriter.resolved(one)));
        }
        return folders;
    }

    private static String automatic(int threads) {
        Kernels.threads(threads);
        try (NDManager manager = NDManager.newBaseManager()) {
            Precision precision = Machine.automaticPrecision(manager);
            return precision.key();
        }
    }
}
