package org.bertrim.engine.method.adabert;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.event.StageIds;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.measure.RowSet;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.measure.Work;
import org.bertrim.engine.measure.Work.Kind;
import org.bertrim.engine.method.SharedWork;
import org.bertrim.engine.method.WorkInput;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Operation;
import org.bertrim.engine.training.FineTuning;

/**
 * Counts what the stages will do. A machine's calibration knows passes of an encoder only, so the cells' convolutions are counted as
 * that share of the teacher's training pass which their multiply-adds are of its own, times a factor for what an operation of a narrow
 * convolution takes beyond a product of wide matrices.
 */
final class AdabertWork {

    /** Forward and backward against forward alone. */
    private static final double BACK = 3;
    /**
     * Seconds of a multiply-add in cells against one in the encoder. A rough estimate that no calibration has measured: in two runs of one
     * busy two-core machine it was about 2.6 (12 teacher layers, 6 cells, batches of 32) and 11 (4 layers, 4 cells, batches of 16), as
     * small batches spend their time between the operations; this lies between them. A search may take a third or three times as long.
     */
    private static final double NARROW = 4;

    private final AdabertSettings settings;
    private final WorkInput input;

    AdabertWork(AdabertSettings settings, WorkInput input) {
        this.settings = settings;
        this.input = input;
    }

    List<StageWork> stages() {
        BertConfig teacher = input.model();
        List<StageWork> stages = new ArrayList<>(List.of(
                SharedWork.fineTuning(input), probe(ProbeStage.STAGE), search(SearchStage.STAGE, settings.searches()),
                child(ChildStage.STAGE)));
        for (String id : CrossPlan.of(settings.crossTasks()).stages()) {
            boolean trained = StageIds.part(id).contains(".");
            stages.add(switch (StageIds.stage(id)) {
                case FineTuning.STAGE -> fineTuning(id);
                case ProbeStage.STAGE -> probe(id);
                case SearchStage.STAGE -> search(id, !trained);
                default -> child(id);
            });
        }
        stages.add(SharedWork.measuring(AdabertRun.MEASURE, input, List.of(), List.of(teacher)));
        return stages;
    }

    /** Of another task's teacher; whether one is kept is not looked up, so it counts. */
    private StageWork fineTuning(String id) {
        StageWork own = SharedWork.fineTuning(input);
        return new StageWork(id, false, own.parts(), own.resident(), own.kept());
    }

    private StageWork probe(String id) {
        BertConfig teacher = input.model();
        int batch = settings.stages().probe().batchSize();
        return new StageWork(
                id,
                false,
                List.of(Work.teach(teacher, batch, 1), Work.score(teacher, RowSet.SELECTION, 1)),
                List.of(teacher),
                List.of());
    }

    private StageWork child(String id) {
        BertConfig teacher = input.model();
        List<Work> parts = new ArrayList<>(List.of(
                Work.train(teacher, batch(), settings.stages().child().epochs() * share(1.0, BACK), 0)
                        .on(RowSet.AUGMENTED),
                Work.score(teacher, RowSet.DEV, share(1.0, 1))));
        boolean halves = settings.update() == AdabertSettings.Update.BI_LEVEL && settings.searches();
        if (settings.stages().child().gamma() > 0 && halves) { // else the search's answers are taken
            parts.add(Work.teach(teacher, batch(), 1).on(RowSet.AUGMENTED));
        }
        return new StageWork(id, false, parts, List.of(teacher), List.of());
    }

    private int batch() {
        return settings.stages().child().common().over(input.training()).batchSize();
    }

    private StageWork search(String id, boolean searches) {
        BertConfig teacher = input.model();
        AdabertSettings.SearchStage own = settings.stages().search();
        double all = searches ? candidates() : 0;
        // half the cells on average learn with every candidate; the drawn operations of all run forward, of the half also back
        double pass = share((1 + settings.maxDepth()) / 2.0 / settings.maxDepth() * all, 1)
                + share(1.0, 1)
                + share(0.5, BACK - 1);
        return new StageWork(
                id,
                false,
                List.of(
                        Work.teach(teacher, own.batchSize(), 1).on(RowSet.AUGMENTED),
                        Work.train(teacher, own.batchSize(), own.epochs() * pass, 0).on(RowSet.AUGMENTED),
                        Work.score(teacher, RowSet.SELECTION, own.epochs() * share(1.0, 1)),
                        Work.times(Kind.COPY, teacher, 2)),
                List.of(teacher, teacher),
                List.of());
    }

    /** Multiply-adds of all candidates of an edge against those of its mean candidate. */
    private double candidates() {
        return settings.operations().candidates().size();
    }

    /** Time of {@code factor} times the network of all cells and mean operations against the teacher's training pass. */
    private double share(double factor, double passes) {
        List<Operation> candidates = settings.operations().candidates();
        double mean = candidates.stream().mapToInt(Operation::kernel).average().orElse(0);
        double width = settings.width(input.shape());
        double cells = settings.maxDepth() * Architecture.places(settings.nodes()).size() * mean * width * width
                * Costs.TOKENS * 2;
        return NARROW * factor * passes * cells / (BACK * Costs.of(input.model()).flops());
    }
}
