package org.bertrim.engine.method;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.measure.Latency;
import org.bertrim.engine.measure.RowSet;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.measure.Work;
import org.bertrim.engine.measure.Work.Kind;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.training.FineTuning;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TrainingSettings;

/** The work of stages that more than one method has. */
public final class SharedWork {

    private static final int LATENCY_CALLS = NetworkMeasures.LATENCY_REPEATS + Latency.WARM_UP;
    private static final int CHECK_PASSES = 2; // the slice, and the model rebuilt from it

    private SharedWork() {}

    /** Fine-tuning the teacher, unless it lies on the shelf. */
    public static StageWork fineTuning(WorkInput input) {
        BertConfig model = input.model();
        StageSettings settings = input.fineTuning();
        List<Work> parts = new ArrayList<>(training(model, model, settings.over(input.training()), settings.epochs(), 1));
        parts.add(Work.train(
                model,
                settings.over(input.training()).batchSize(),
                settings.epochs(),
                settings.over(input.training()).dropout()));
        parts.add(Work.score(model, RowSet.DEV, 1));
        parts.add(Work.times(Kind.COPY, model, 3));
        parts.add(Work.times(Kind.SAVE, model, 2));
        return new StageWork(FineTuning.STAGE, true, parts, List.of(model), List.of(model));
    }

    /**
     * What every training stage does around its passes: optimizer steps, and scores of a network that choose the best state.
     *
     * @param whole the model whose weights are changed
     * @param scored the network that is scored
     * @param update 1 to count the optimizer's steps, 0 if another call has counted them
     */
    public static List<Work> training(
            BertConfig whole, BertConfig scored, TrainingSettings training, int epochs, int update) {
        List<Work> parts = new ArrayList<>();
        if (update > 0) {
            parts.add(Work.update(whole, training.batchSize(), (double) epochs * update));
            // the best state so far is copied out whenever a score is the best, at most at each
            parts.add(Work.times(Kind.COPY, whole, (double) epochs * training.evaluationsPerEpoch()));
        }
        parts.add(Work.score(scored, RowSet.SELECTION, (double) epochs * training.evaluationsPerEpoch()));
        return parts;
    }

    /**
     * Measuring the teacher and networks cut from it: latency, self-checks, model folders. Their scores are those of the stage before.
     *
     * @param networks those that are measured and checked beside the teacher
     * @param kept models that are left on the disk
     */
    public static StageWork measuring(
            String stage, WorkInput input, List<BertConfig> networks, List<BertConfig> kept) {
        List<Work> parts = new ArrayList<>();
        parts.add(Work.times(Kind.LATENCY, input.model(), LATENCY_CALLS));
        if (networks.isEmpty()) {
            parts.add(Work.times(Kind.CHECK, input.model(), CHECK_PASSES));
        }
        for (BertConfig network : networks) {
            parts.add(Work.times(Kind.LATENCY, network, LATENCY_CALLS));
            parts.add(Work.times(Kind.CHECK, network, CHECK_PASSES));
            parts.add(Work.times(Kind.COPY, network, 2));
        }
        kept.forEach(model -> parts.add(Work.times(Kind.SAVE, model, 1)));
        parts.add(Work.times(Kind.COPY, input.model(), 4));
        return new StageWork(stage, false, parts, List.of(input.model(), input.model()), kept);
    }
}
