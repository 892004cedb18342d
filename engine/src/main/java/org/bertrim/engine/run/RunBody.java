package org.bertrim.engine.run;

/** What a worker does between taking its run and giving it back. */
@FunctionalInterface
public interface RunBody {

    /**
     * Does the run, from {@link WorkerSession#resume()} on if that is there, and ends with {@link WorkerSession#finish}.
     *
     * <p>Whatever is thrown fails the run, except {@link StopRequested}, which must be let through.
     */
    void run(WorkerSession session);
}
