package org.bertrim.engine.task.augment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * How training rows are augmented; the object {@code augmentation} of an experiment.
 *
 * @param method whose augmentation it is, or none
 * @param variant the paper's procedure or that of its released script; they differ
 * @param candidates how many likely words are looked at for a word: K in the paper, M in the script
 * @param replace probability with which a word is replaced
 * @param variants draws for each text: N_a in the paper, N in the script; null for the published number, see {@link #draws}
 * @param words where the likely words come from: {@code auto}, {@code masked-lm}, {@code embeddings} or {@code vectors:FILE}
 */
public record AugmentationSettings(
        Method method, Variant variant, int candidates, double replace, @Nullable Integer variants, String words) {

    /** The published number of likely words, in paper and script. */
    public static final int CANDIDATES = 15;
    /** The published probability of replacement, in paper and script. */
    public static final double REPLACE = 0.4;
    /** {@link #words}: the masked language model where the teacher has one, else its token embeddings. */
    public static final String AUTO = "auto";
    /** {@link #words}: the teacher's masked language model, which it must have. */
    public static final String MASKED = "masked-lm";
    /** {@link #words}: the teacher's token embeddings. */
    public static final String EMBEDDINGS = "embeddings";
    /** {@link #words}: what stands before the path of a word-vector file. */
    public static final String VECTORS = "vectors:";

    /** What {@link #words} may be beside {@link #VECTORS} with a path. */
    public static final List<String> SOURCES = List.of(AUTO, MASKED, EMBEDDINGS);

    /** No augmentation. */
    public static final AugmentationSettings NONE =
            new AugmentationSettings(Method.NONE, Variant.PAPER, CANDIDATES, REPLACE, null, AUTO);

    private static final int PAPER_DRAWS = 20; // TinyBERT, section 4.1: N_a = 20 for all tasks
    private static final Set<String> MANY = Set.of("CoLA", "MRPC", "RTE", "STS-B");
    private static final Set<String> FEW = Set.of("MNLI", "QQP");
    private static final int MANY_DRAWS = 30; // TinyBERT's released script, its table of N by task
    private static final int FEW_DRAWS = 10;

    /** Whose augmentation. */
    public enum Method {
        /** The rows stay as they are. */
        NONE("none"),
        /** TinyBERT's word replacement (Jiao et al. 2020, Algorithm 1). */
        TINYBERT("tinybert");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /** The two published procedures. */
    public enum Variant {
        /** Algorithm 1 of the paper. */
        PAPER("paper"),
        /** The script that was released with it. */
        SCRIPT("script");

        private final String word;

        Variant(String word) {
            this.word = word;
        }

        /** The word in files and forms. */
        @JsonValue
        public String word() {
            return word;
        }
    }

    /** Whether rows of this kind can be augmented: answers that are parts of a text would be moved or replaced. */
    public static boolean augments(TaskKind kind) {
        return kind != TaskKind.SPAN;
    }

    /** Whether there is anything to do. */
    public boolean active() {
        return method != Method.NONE;
    }

    /** Draws for each text of this task: the number that was set, else 20 in the paper, in the script 10 to 30 by task. */
    public int draws(TaskInfo task) {
        if (variants != null) {
            return variants;
        }
        if (variant == Variant.PAPER) {
            return PAPER_DRAWS;
        }
        return MANY.contains(task.name()) ? MANY_DRAWS : FEW.contains(task.name()) ? FEW_DRAWS : PAPER_DRAWS;
    }

    /**
     * The most rows that are added for one row. The script augments the two sides of a pair in turn and begins each turn with the
     * original, so that a pair becomes up to 2·(N + 1) rows, itself among them.
     */
    public int mostAdded(TaskInfo task) {
        if (!active()) {
            return 0;
        }
        int draws = draws(task);
        return variant == Variant.SCRIPT && task.pair() ? 2 * draws + 1 : draws;
    }
}
