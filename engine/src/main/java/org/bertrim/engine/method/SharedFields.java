package org.bertrim.engine.method;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.augment.AugmentationSettings;

/**
 * Descriptions of the settings that every experiment has, whatever its method: the objects {@code teacher},
 * {@code task}, {@code augmentation} and {@code training}, the machine's, and what each training stage may set for itself.
 *
 * <p>The names of the objects are the owners of the fields' texts: {@link Field#nameKey}.
 */
public final class SharedFields {

    private static final String RUN_GLUE = "DynaBERT's released code, run_glue.py";
    private static final long LARGEST_EXACT_INTEGER = (1L << 53) - 1;

    private SharedFields() {}

    /** What all stages of a run share: {@link org.bertrim.engine.training.TrainingSettings}. */
    public static List<Field> training() {
        return List.of(
                Field.integer("batchSize", "rows", 1, 1024, 32L, RUN_GLUE).byDecades(),
                Field.decimal("warmupShare", "share of steps", 0, 1, 0.0, RUN_GLUE + "; 0.06 for RoBERTa"),
                Field.decimal("weightDecay", "", 0, 1, 0.0, RUN_GLUE),
                Field.logarithmic("clipNorm", "", 1e-3, 1e6, 1.0, RUN_GLUE),
                Field.decimal("dropout", "probability", 0, 0.9, 0.1, "BERT paper, appendix A.3; " + RUN_GLUE),
                Field.decimal("checkpointMinutes", "minutes", 0, 1440, 5.0, "").byDecades(),
                // The released code scores every 50 steps: once an epoch of the sample tasks, forty times one of SST-2.
                // Twice an epoch finds the peak of short trainings too. Its cost is 2 * 200 forward passes against
                // 1,800 forward and backward passes (three times as dear) for each network: below a tenth of the time.
                Field.integer("evaluationsPerEpoch", "", 1, 100, 2L, "the released code scores every 50 steps")
                        .byDecades(),
                Field.choice(
                        "protocol", List.of("held-out", "published"), "held-out", "DynaBERT's code selects on dev"));
    }

    /**
     * What a training stage sets: epochs and learning rate, and optionally its own values of what stages share.
     *
     * @param prefix put before each key, e.g. {@code stages.final.}
     * @param source where the two defaults stand
     */
    public static List<Field> stage(String prefix, long epochs, double learningRate, String source) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.integer(prefix + "epochs", "epochs", 0, 1000, epochs, source).byDecades());
        fields.add(Field.logarithmic(prefix + "learningRate", "", 1e-8, 1, learningRate, source));
        fields.addAll(stageOverrides(prefix));
        return List.copyOf(fields);
    }

    /** The settings of {@link #training()} that a stage may replace; without a value it keeps the shared one. */
    public static List<Field> stageOverrides(String prefix) {
        return training().stream()
                .filter(field -> List.of("batchSize", "warmupShare", "weightDecay", "clipNorm", "dropout")
                        .contains(field.key()))
                .map(field -> new Field(
                        prefix + field.key(),
                        field.kind(),
                        field.unit(),
                        field.min(),
                        field.max(),
                        field.minExclusive(),
                        field.scale(),
                        null,
                        field.choices(),
                        ""))
                .toList();
    }

    /** The teacher's, apart from its source. */
    public static List<Field> teacher() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.integer("layers", "layers", 1, 1000, null, ""));
        fields.addAll(stage("fineTuning.", 3, 2e-5, "BERT paper, appendix A.3; " + RUN_GLUE));
        return List.copyOf(fields);
    }

    /** The task's, apart from its source. */
    public static List<Field> task() {
        return List.of(
                Field.integer("maxTokens", "tokens", 8, 512, 128L, RUN_GLUE).byDecades(),
                Field.integer("docStride", "tokens", 1, 512, null, "BERT's released code, run_squad.py: 128").byDecades(),
                Field.integer("trainRows", "rows", 1, 1_000_000_000, null, "").byDecades(),
                Field.integer("drawSeed", "", 0, LARGEST_EXACT_INTEGER, 0L, ""));
    }

    /**
     * What a task in a table of one's own has besides: {@link org.bertrim.engine.task.TableSettings}. All of it may stay
     * open, as it is guessed from the file.
     */
    public static List<Field> table() {
        return List.of(
                Field.open("columns.text", Field.Kind.COLUMN, List.of()),
                Field.open("columns.secondText", Field.Kind.COLUMN, List.of()),
                Field.open("columns.label", Field.Kind.COLUMN, List.of()),
                Field.open("columns.split", Field.Kind.COLUMN, List.of()),
                Field.openChoice("kind", List.of(TableSettings.CLASSIFICATION, TableSettings.REGRESSION)),
                Field.open("header", Field.Kind.FLAG, List.of()),
                Field.open("delimiter", Field.Kind.TEXT, TableSettings.DELIMITERS),
                Field.open("encoding", Field.Kind.TEXT, TableSettings.ENCODINGS),
                Field.openChoice("quoting", List.of(TableSettings.QUOTES, TableSettings.NO_QUOTES)),
                Field.openChoice("format", List.of(TableSettings.DELIMITED, TableSettings.JSON_LINES)),
                Field.open("labels", Field.Kind.WORDS, List.of()),
                Field.open("labelNames", Field.Kind.WORDS, List.of()),
                Field.open("devFile", Field.Kind.FILE, List.of()),
                Field.decimal("devShare", "share of rows", 0.001, 0.9, null, ""),
                Field.integer("splitSeed", "", 0, LARGEST_EXACT_INTEGER, null, ""),
                Field.open("splitValues.train", Field.Kind.WORDS, List.of()),
                Field.open("splitValues.dev", Field.Kind.WORDS, List.of()),
                Field.open("metrics", Field.Kind.WORDS, TableSettings.METRICS),
                Field.open("name", Field.Kind.TEXT, List.of()),
                Field.open("skipBadRows", Field.Kind.FLAG, List.of()));
    }

    /**
     * The augmentation's, apart from its source of words: {@link org.bertrim.engine.task.augment.AugmentationSettings}.
     */
    public static List<Field> augmentation() {
        String paper = "TinyBERT paper, section 4.1 and Algorithm 1";
        return List.of(
                Field.choice(
                        "method",
                        List.of(AugmentationSettings.Method.NONE.word(), AugmentationSettings.Method.TINYBERT.word()),
                        AugmentationSettings.Method.NONE.word(),
                        ""),
                Field.choice(
                        "variant",
                        List.of(AugmentationSettings.Variant.PAPER.word(), AugmentationSettings.Variant.SCRIPT.word()),
                        AugmentationSettings.Variant.PAPER.word(),
                        paper + "; data_augmentation.py of its released code differs"),
                Field.integer("candidates", "words", 1, 1000, (long) AugmentationSettings.CANDIDATES, paper + ": K = 15")
                        .byDecades(),
                Field.decimal("replace", "probability", 0, 1, AugmentationSettings.REPLACE, paper + ": p_t = 0.4"),
                Field.integer("variants", "", 1, 100, null, paper + ": N_a = 20; the script: 10, 20 or 30 by task")
                        .byDecades(),
                Field.choice(
                        "words",
                        List.of(
                                AugmentationSettings.AUTO,
                                AugmentationSettings.MASKED,
                                AugmentationSettings.VECTORS + "FILE",
                                AugmentationSettings.EMBEDDINGS),
                        AugmentationSettings.AUTO,
                        paper + ": masked language model and GloVe vectors"));
    }

    /** The machine's, apart from the device. */
    public static List<Field> machine() {
        return List.of(
                Field.choice("precision", List.of("auto", "float32", "bfloat16"), "auto", ""),
                Field.integer("threads", "threads", 1, 1024, null, ""));
    }
}
