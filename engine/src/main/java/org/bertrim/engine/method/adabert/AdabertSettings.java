package org.bertrim.engine.method.adabert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Operation;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TrainingSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings of AdaBERT (Chen et al. 2020, arXiv 2001.04246).
 *
 * @param beta weight β of the efficiency loss
 * @param gamma weight γ of the teacher's knowledge; the labels have 1 − γ
 * @param maxDepth largest number of cells K_max
 * @param nodes inner nodes N of a cell
 * @param width units of a cell; null for a sixth of the teacher's hidden units, 128 of 768
 * @param operations what edges may do
 * @param temperature of the Gumbel-softmax
 * @param update which rows change the architecture
 * @param efficiency how costs of operations are normalised
 * @param transfer what is learnt from the teacher
 * @param projection first values of the projection from the teacher's token tables to the cells' width
 * @param probeInput what probes see of a layer
 * @param zeroRanked whether the zero operation competes when edges are ranked
 * @param architecture where the cell comes from: {@link #SEARCH}, {@link #RANDOM}, or {@link #RUN} and the id of a finished run
 * @param crossTasks sources of tasks beside the experiment's own, for a matrix of cells and tasks; empty for none
 * @param stages the training stages
 */
public record AdabertSettings(
        double beta,
        double gamma,
        int maxDepth,
        int nodes,
        @Nullable Integer width,
        Operations operations,
        Temperature temperature,
        Update update,
        Efficiency efficiency,
        Transfer transfer,
        Projection projection,
        ProbeInput probeInput,
        boolean zeroRanked,
        String architecture,
        List<String> crossTasks,
        Stages stages) {

    /** The cell is searched. */
    public static final String SEARCH = "search";
    /** The cell is drawn with equal chances. */
    public static final String RANDOM = "random";
    /** The cell is that of a finished run, whose id follows. */
    public static final String RUN = "run:";

    /** Copies the list. */
    public AdabertSettings {
        crossTasks = List.copyOf(crossTasks);
    }

    /** BERT-base's hidden units for one unit of a cell: 768 to 128. */
    private static final int TEACHER_UNITS = 6;

    /** Whether the cell is searched rather than given. */
    boolean searches() {
        return architecture.equals(SEARCH);
    }

    /** Units of a cell under this teacher. */
    public int width(ModelShape teacher) {
        return width != null ? width : Math.max(1, teacher.hidden() / TEACHER_UNITS);
    }

    /** Which operations are candidates of every edge; names as in files. */
    public record Operations(
            boolean conv3,
            boolean conv5,
            boolean conv7,
            boolean dilated3,
            boolean dilated5,
            boolean dilated7,
            boolean maxPool3,
            boolean averagePool3,
            boolean skip,
            boolean zero) {

        /** The candidates in their order. */
        public List<Operation> candidates() {
            boolean[] allowed = {conv3, conv5, conv7, dilated3, dilated5, dilated7, maxPool3, averagePool3, skip, zero};
            List<Operation> candidates = new ArrayList<>();
            for (Operation operation : Operation.values()) {
                if (allowed[operation.ordinal()]) {
                    candidates.add(operation);
                }
            }
            return List.copyOf(candidates);
        }
    }

    /**
     * Temperature of the Gumbel-softmax: max(end, start · e^(−decay · epoch)), epochs counted from 0.
     *
     * @param decay per epoch
     */
    public record Temperature(double start, double decay, double end) {
        /** The temperature during an epoch. */
        public double at(long epoch) {
            return Math.max(end, start * Math.exp(-decay * epoch));
        }
    }

    /** Which rows change the architecture. */
    public enum Update {
        /** The rows that change the weights, in the same step (authors' release). */
        SINGLE_LEVEL("single-level"),
        /** The other half of the training rows (DARTS, first order). */
        BI_LEVEL("bi-level");

        private final String word;

        Update(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /** How costs of operations are normalised. */
    public enum Efficiency {
        PUBLISHED("published"),
        SHARP("sharp");

        private final String word;

        Efficiency(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /** What is learnt from the teacher. */
    public enum Transfer {
        /** Its final logits. */
        LOGITS("logits"),
        /** Half its final logits, half the probes on its layers. */
        HIERARCHICAL("hierarchical");

        private final String word;

        Transfer(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /** First values of the projection from the teacher's token tables to the cells' width. */
    public enum Projection {
        /** Drawn at random (published codes). */
        RANDOM("random"),
        /** Principal components of the teacher's word table: words that are alike for the teacher begin alike in the cells. */
        PRINCIPAL("principal");

        private final String word;

        Projection(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /** What a probe sees of a teacher's layer. */
    public enum ProbeInput {
        /** The first token; of the embedding layer the mean token (EasyTransfer). */
        FIRST_TOKEN("first-token"),
        /** What the fine-tuned pooler makes of the first token; of the embedding layer tanh of the mean token (authors' release). */
        POOLER("pooler");

        private final String word;

        ProbeInput(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /** How the search changes weights. */
    public enum Descent {
        /** Gradient descent with momentum (authors' release). */
        MOMENTUM("momentum"),
        /** Adam (EasyTransfer). */
        ADAM("adam");

        private final String word;

        Descent(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /**
     * The training stages.
     *
     * @param probe classifiers on the teacher's layers
     * @param search weights and architecture
     * @param child the small network's fine-tuning
     */
    public record Stages(ProbeStage probe, SearchStage search, ChildStage child) {}

    /** Training of the probes, by Adam. */
    public record ProbeStage(int epochs, double learningRate, int batchSize, double clipNorm) {
        /** What the loop around it needs; scored once an epoch. */
        TrainingSettings over(TrainingSettings shared) {
            return new TrainingSettings(
                    batchSize, 0, 0, clipNorm, 0, shared.checkpointMinutes(), 1, shared.protocol());
        }
    }

    /**
     * The search.
     *
     * @param epochs passes over the training rows
     * @param descent how the weights are changed
     * @param learningRate first learning rate of the weights, which falls along a cosine
     * @param endLearningRate last one
     * @param momentum of the weights' gradient descent; Adam has β₁ = 0.9 instead
     * @param weightDecay L2 decay of the weights
     * @param architectureRate learning rate of the architecture, by Adam with β₁ = 0.5
     * @param architectureDecay L2 decay of the architecture
     * @param clipNorm of the weights' gradient and of the architecture's, each for itself
     */
    public record SearchStage(
            int epochs,
            Descent descent,
            double learningRate,
            double endLearningRate,
            double momentum,
            double weightDecay,
            double architectureRate,
            double architectureDecay,
            double clipNorm,
            int batchSize,
            double dropout) {
        /** What the loop around it needs; scored once an epoch. */
        TrainingSettings over(TrainingSettings shared) {
            return new TrainingSettings(
                    batchSize, 0, weightDecay, clipNorm, dropout, shared.checkpointMinutes(), 1, shared.protocol());
        }
    }

    /**
     * The small network's fine-tuning; what is null is inherited from the settings that all stages share.
     *
     * @param gamma weight of the teacher's final logits in its loss; the labels have the rest
     * @param tables whether the token tables learn too
     */
    public record ChildStage(
            int epochs,
            double learningRate,
            double gamma,
            boolean tables,
            @Nullable Integer batchSize,
            @Nullable Double warmupShare,
            @Nullable Double weightDecay,
            @Nullable Double clipNorm,
            @Nullable Double dropout) {
        /** What every training stage has. */
        StageSettings common() {
            return new StageSettings(epochs, learningRate, batchSize, warmupShare, weightDecay, clipNorm, dropout);
        }
    }
}
