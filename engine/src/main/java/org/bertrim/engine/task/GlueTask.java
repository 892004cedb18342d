package org.bertrim.engine.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of GLUE in the layout of the original downloads. Columns, labels and metrics are those of the benchmark
 * (Wang et al. 2018); the order of the classes of MNLI and RTE is the one that BERT's own loaders use.
 */
enum GlueTask {
    SST_2("SST-2", single("sentence", "label", "0", "1"), List.of("negative", "positive"), Metric.ACCURACY),
    /** No header; the columns are source, label, the authors' mark (mostly empty) and sentence. */
    COLA(
            "CoLA",
            new TableLayout(
                    List.of("source", "label", "mark", "sentence"),
                    "sentence",
                    null,
                    "label",
                    LabelReader.classes(List.of("0", "1")),
                    false),
            List.of("unacceptable", "acceptable"),
            Metric.MATTHEWS),
    MRPC(
            "MRPC",
            pair("#1 String", "#2 String", "Quality", "0", "1"),
            List.of("not_equivalent", "equivalent"),
            Metric.ACCURACY,
            Metric.F1,
            Metric.ACCURACY_F1_MEAN),
    RTE(
            "RTE",
            pair("sentence1", "sentence2", "label", "entailment", "not_entailment"),
            List.of("entailment", "not_entailment"),
            Metric.ACCURACY),
    STS_B(
            "STS-B",
            TableLayout.withHeader("sentence1", "sentence2", "score", LabelReader.values(0, 5)),
            List.of(),
            Metric.PEARSON,
            Metric.SPEARMAN,
            Metric.PEARSON_SPEARMAN_MEAN),
    QNLI(
            "QNLI",
            pair("question", "sentence", "label", "entailment", "not_entailment"),
            List.of("entailment", "not_entailment"),
            Metric.ACCURACY),
    /** Line ends inside some questions break their rows in two; these are skipped and counted. */
    QQP(
            "QQP",
            new TableLayout(
                    null, "question1", "question2", "is_duplicate", LabelReader.classes(List.of("0", "1")), true),
            List.of("not_duplicate", "duplicate"),
            Metric.ACCURACY,
            Metric.F1,
            Metric.ACCURACY_F1_MEAN),
    MNLI(
            "MNLI",
            pair("sentence1", "sentence2", "gold_label", "contradiction", "entailment", "neutral"),
            List.of("contradiction", "entailment", "neutral"),
            Metric.ACCURACY),
    WNLI(
            "WNLI",
            pair("sentence1", "sentence2", "label", "0", "1"),
            List.of("not_entailment", "entailment"),
            Metric.ACCURACY);

    private final String title;
    private final TableLayout layout;
    private final List<String> labels;
    private final List<Metric> metrics;

    GlueTask(String title, TableLayout layout, List<String> labels, Metric... metrics) {
        this.title = title;
        this.layout = layout;
        this.labels = labels;
        this.metrics = List.of(metrics);
    }

    /** The task that a folder of this name holds; case, hyphens and underscores do not matter. */
    static Optional<GlueTask> ofFolder(String name) {
        return Arrays.stream(values()).filter(t -> plain(t.title).equals(plain(name))).findFirst();
    }

    String title() {
        return title;
    }

    TableLayout layout() {
        return layout;
    }

    /** The task's evaluation sets: name to file name without its ending. */
    List<Map.Entry<String, String>> devFiles() {
        return this == MNLI
                ? List.of(Map.entry(Task.DEV, "dev_matched"), Map.entry(Task.DEV_MISMATCHED, "dev_mismatched"))
                : List.of(Map.entry(Task.DEV, "dev"));
    }

    TaskInfo info(String source) {
        TaskKind kind = labels.isEmpty() ? TaskKind.REGRESSION : TaskKind.CLASSIFICATION;
        return new TaskInfo(title, source, kind, layout.secondText() != null, labels, metrics);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static TableLayout single(String text, String label, String... words) {
        return layout(text, null, label, words);
    }

    private static TableLayout pair(String text, String secondText, String label, String... words) {
        return layout(text, secondText, label, words);
    }

    private static TableLayout layout(String text, @Nullable String secondText, String label, String... words) {
        return TableLayout.withHeader(text, secondText, label, LabelReader.classes(List.of(words)));
    }
}
