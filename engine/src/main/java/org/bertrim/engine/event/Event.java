package org.bertrim.engine.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run tells the world while it works: one record a kind, written as one JSON object a line.
 *
 * <p>Scores and shares are fractions from 0 to 1, steps count from 1, epochs are fractional. What may differ between two
 * identical runs (times, rates, memory) stands under {@code measured} and nowhere else.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(value = Event.RunStarted.class, name = "RunStarted"),
    @Type(value = Event.RunResumed.class, name = "RunResumed"),
    @Type(value = Event.StageStarted.class, name = "StageStarted"),
    @Type(value = Event.StageFinished.class, name = "StageFinished"),
    @Type(value = Event.Progress.class, name = "Progress"),
    @Type(value = Event.Scalars.class, name = "Scalars"),
    @Type(value = Event.Evaluated.class, name = "Evaluated"),
    @Type(value = Event.SubnetworkEvaluated.class, name = "SubnetworkEvaluated"),
    @Type(value = Event.ArchitectureSampled.class, name = "ArchitectureSampled"),
    @Type(value = Event.ArchitectureDerived.class, name = "ArchitectureDerived"),
    @Type(value = Event.ProbesScored.class, name = "ProbesScored"),
    @Type(value = Event.TransferWeighed.class, name = "TransferWeighed"),
    @Type(value = Event.ImportanceComputed.class, name = "ImportanceComputed"),
    @Type(value = Event.CheckpointSaved.class, name = "CheckpointSaved"),
    @Type(value = Event.Warning.class, name = "Warning"),
    @Type(value = Event.RunPaused.class, name = "RunPaused"),
    @Type(value = Event.RunStopped.class, name = "RunStopped"),
    @Type(value = Event.RunFinished.class, name = "RunFinished"),
    @Type(value = Event.RunFailed.class, name = "RunFailed"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Event {

    /** Id of the stage that it is about, see {@link StageIds}; null for what concerns the run as a whole. */
    default @Nullable String stage() {
        return null;
    }

    /** The first event of a run; {@code stages} are the stage ids in the order in which they will run. */
    record RunStarted(String run, String method, String task, String teacher, long seed, List<String> stages)
            implements Event {}

    /** A worker goes on from {@code checkpoint}; earlier events with a number above {@code afterSeq} do not count. */
    record RunResumed(String checkpoint, long afterSeq) implements Event {}

    /** A stage begins; {@code steps} is 0 for a stage that does not train. */
    record StageStarted(String stage, long steps, long stepsPerEpoch) implements Event {}

    /** A stage is done; {@code measured.seconds} is the time it took in all workers, without pauses. */
    record StageFinished(String stage, long steps, Map<String, Double> measured) implements Event {}

    /** Where a stage stands; {@code measured} may hold {@code secondsPerStep}, {@code secondsLeft}, {@code residentBytes}. */
    record Progress(String stage, long step, long of, Map<String, Double> measured) implements Event {}

    /** Named values of one optimizer step: every loss term on its own, the learning rate, temperatures. */
    record Scalars(String stage, long step, double epoch, Map<String, Double> values) implements Event {}

    /**
     * A model was scored.
     *
     * @param subject {@code teacher} or {@code student}
     * @param split {@code held-out}, {@code dev}, or the name of a further dev set
     * @param scores metric name to value, the task's first metric first
     */
    record Evaluated(String stage, long step, String subject, String split, long examples, Map<String, Double> scores)
            implements Event {}

    /** One sub-network of a super-network was scored; see {@link Evaluated} for split and scores. */
    record SubnetworkEvaluated(
            String stage,
            long step,
            double width,
            double depth,
            String split,
            long examples,
            Map<String, Double> scores)
            implements Event {}

    /** The state of an architecture search: probabilities of the depths 1 to K and of each edge's operations. */
    record ArchitectureSampled(String stage, long step, double temperature, List<Double> depth, List<Edge> edges)
            implements Event {}

    /** One edge of a cell with the probability of each operation, in the order of {@code operations}. */
    record Edge(int from, int to, List<String> operations, List<Double> probabilities) {}

    /**
     * The architecture that a search ended with.
     *
     * @param step of the state that it was derived from, the best one, which need not be the last
     * @param depth cells K
     * @param edges the kept edges of the cell, ordered by {@code to}, then {@code from}
     */
    record ArchitectureDerived(String stage, long step, int depth, List<KeptEdge> edges) implements Event {}

    /** One kept edge of a cell with its operation, and the probability that the search gave to it. */
    record KeptEdge(int from, int to, String operation, double probability) {}

    /** Scores of classifiers on each layer of a frozen teacher, on the rows that select. */
    record ProbesScored(String stage, long step, List<Probe> probes) implements Event {}

    /**
     * One layer's probe.
     *
     * @param layer 0 for the embedding layer, then 1, 2, …
     * @param crossEntropy mean loss against the labels; squared error for regression
     * @param scores metric name to value, the task's first metric first
     */
    record Probe(int layer, double crossEntropy, Map<String, Double> scores) {}

    /**
     * Which teacher layer taught which student layer.
     *
     * @param weights {@code weights[i][j]}: mean share of the transfer since the last such event that student layer i (0 = embedding
     *     layer) had from teacher layer j (0 = embedding layer); all of them sum to 1
     */
    record TransferWeighed(String stage, long step, List<double[]> weights) implements Event {}

    /** Importance per layer: {@code heads[layer][head]} and {@code neurons[layer][neuron]}, before any rewiring. */
    record ImportanceComputed(String stage, long examples, List<double[]> heads, List<double[]> neurons)
            implements Event {}

    /** A checkpoint is complete on disk under {@code checkpoints/file}. */
    record CheckpointSaved(String file, String stage, long step) implements Event {}

    /** Something the user should know; {@code remedy} says what to do, if anything can be done. */
    record Warning(String code, String message, @Nullable String remedy) implements Event {}

    /** The worker waits for {@code continue}. */
    record RunPaused(String stage, long step) implements Event {}

    /** The user stopped the run; it can be resumed. */
    record RunStopped(String stage, long step) implements Event {}

    /** The run is complete and {@code results.json} is written. */
    record RunFinished(Map<String, Double> measured) implements Event {}

    /** The run ended with an error: what happened, why, and what to do about it. */
    record RunFailed(String what, String why, String remedy) implements Event {}
}
