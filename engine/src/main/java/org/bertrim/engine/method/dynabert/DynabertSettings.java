package org.bertrim.engine.method.dynabert;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.training.StageSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings of DynaBERT (arXiv 2004.04037).
 *
 * @param widths width multipliers m_w, each above 0 and up to 1, distinct
 * @param depths depth multipliers m_d, likewise
 * @param layerRule which layers a reduced depth keeps
 * @param order in which order width and depth become adaptive
 * @param ablation how much of the method is used
 * @param stages the three training stages
 */
public record DynabertSettings(
        List<Double> widths,
        List<Double> depths,
        LayerRule layerRule,
        Order order,
        Ablation ablation,
        Stages stages) {

    /** Copies the lists. */
    public DynabertSettings {
        widths = List.copyOf(widths);
        depths = List.copyOf(depths);
    }

    /** In which order width and depth become adaptive; the article leaves open whether another order works as well. */
    public enum Order {
        /** The paper's: width first, then width and depth. */
        WIDTH_DEPTH("width-depth"),
        /** Both from the start. */
        JOINT("joint"),
        /** Depth first, then depth and width. */
        DEPTH_WIDTH("depth-width");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /** The steps of the paper's ablation, each with all of the one before it. */
    public enum Ablation {
        /** Every network is trained on its own. */
        SEPARATE("separate"),
        /** One set of weights, labels only, heads and neurons in their original order. */
        VANILLA("vanilla"),
        /** The same with heads and neurons sorted by importance. */
        REWIRING("rewiring"),
        /** The whole method, with distillation. */
        FULL("full");

        private final String word;

        Ablation(String word) {
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
     * @param width the stage that makes the width adaptive
     * @param depth the stage that makes the depth adaptive as well
     * @param finalTuning fine-tuning of all networks by the labels, {@code final} in files
     */
    public record Stages(
            DistillationStage width, DistillationStage depth, @JsonProperty("final") StageSettings finalTuning) {}

    /**
     * Settings of a stage that distils; what is null is inherited from the experiment's {@code training}.
     *
     * @param epochs passes over the training rows; 0 skips the stage
     * @param learningRate peak learning rate
     * @param lambdaLogits weight λ1 of the logits' soft cross entropy, or of their squared error in regression
     * @param lambdaHidden weight λ2 of the hidden states' squared error
     */
    public record DistillationStage(
            int epochs,
            double learningRate,
            double lambdaLogits,
            double lambdaHidden,
            @Nullable Integer batchSize,
            @Nullable Double warmupShare,
            @Nullable Double weightDecay,
            @Nullable Double clipNorm,
            @Nullable Double dropout) {

        /** A stage that inherits all that it can. */
        public DistillationStage(int epochs, double learningRate, double lambdaLogits, double lambdaHidden) {
            this(epochs, learningRate, lambdaLogits, lambdaHidden, null, null, null, null, null);
        }

        /** The part that any training stage has. */
        public StageSettings stage() {
            return new StageSettings(epochs, learningRate, batchSize, warmupShare, weightDecay, clipNorm, dropout);
        }
    }
}
