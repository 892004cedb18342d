package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bertrim.app.common.MetricName;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.run.TeacherReport;
import org.bertrim.engine.teacher.TeacherFacts;
import org.bertrim.engine.training.TeacherScore;
import org.bertrim.engine.training.TeacherScore.Verdict;
import org.bertrim.engine.training.TeacherScore.Way;
import org.jspecify.annotations.Nullable;

/** Puts the check of a teacher into the user's language. */
final class TeacherReportWords {

    /** One thing that is known of a teacher. */
    record Fact(String name, String value) {}

    /** What somebody scores by each metric, × 100. */
    record Line(String who, List<String> values) {}

    /**
     * What a teacher scores before training.
     *
     * @param on the rows that it was scored on
     * @param metrics heads of the columns
     * @param verdict in a few words, with its tone
     * @param advice what it means; may be empty
     */
    record Score(String on, List<String> metrics, List<Line> lines, String verdict, Tone tone, String advice) {}

    /**
     * What a check has found.
     *
     * @param score null where there was no task
     */
    record Report(String source, List<Fact> facts, @Nullable Score score) {}

    /** How the papers write what a configuration calls {@code model_type}. */
    private static final Map<String, String> NAMES =
            Map.of("bert", "BERT", "roberta", "RoBERTa", "albert", "ALBERT", "distilbert", "DistilBERT");

    /** So many classes are all named; of more, only some are. */
    private static final int MOST_CLASSES = 8;

    private static final int SOME_CLASSES = 5;

    private final Texts texts;

    TeacherReportWords(Texts texts) {
        this.texts = texts;
    }

    /**
     * A report in words.
     *
     * @param layers only so many of the first layers were scored; 0 for all
     */
    Report of(TeacherReport report, int layers) {
        TeacherScore score = report.score();
        boolean some = layers > 0 && layers < report.facts().shape().layers();
        return new Report(report.facts().source(), facts(report.facts()), score == null ? null : score(score, some ? layers : 0));
    }

    private List<Fact> facts(TeacherFacts facts) {
        ModelShape shape = facts.shape();
        List<Fact> found = new ArrayList<>();
        found.add(fact("architecture", architecture(facts)));
        found.add(fact(
                "vocabulary",
                texts.get(
                        facts.lowerCase() ? "design.check-tokens-lower" : "design.check-tokens",
                        Numbers.count(shape.vocabulary()),
                        facts.tokenizer())));
        found.add(fact("longest", texts.get("design.limit", shape.positions())));
        found.add(fact(
                "parameters",
                texts.get(
                        "design.check-parameters-layers",
                        Numbers.count(facts.parameters()),
                        Numbers.count(facts.layerParameters()))));
        found.add(fact("heads", heads(facts)));
        found.add(fact("format", facts.format()));
        found.add(fact(
                "licence", TeacherWords.licence(texts, facts.licence())));
        return found;
    }

    private Fact fact(String key, String value) {
        return new Fact(texts.get("design.check-" + key), value);
    }

    private String architecture(TeacherFacts facts) {
        ModelShape shape = facts.shape();
        List<String> parts = new ArrayList<>();
        parts.add(texts.get(
                "design.check-shape",
                NAMES.getOrDefault(facts.architecture(), facts.architecture()),
                shape.layers(),
                shape.hidden(),
                shape.heads(),
                Numbers.count(shape.feedForward())));
        if (facts.distinctLayers() < shape.layers()) {
            parts.add(texts.get("design.check-shared", facts.distinctLayers()));
        }
        if (shape.embedding() < shape.hidden()) {
            parts.add(texts.get("design.check-embedding", shape.embedding()));
        }
        return String.join(" · ", parts);
    }

    private String heads(TeacherFacts facts) {
        List<String> heads = new ArrayList<>();
        if (facts.labels().size() == 1) {
            heads.add(texts.get("design.check-head-value"));
        } else if (!facts.labels().isEmpty()) {
            heads.add(classes(facts.labels()));
        }
        if (facts.masked()) {
            heads.add(texts.get("design.check-head-masked"));
        }
        if (facts.spans()) {
            heads.add(texts.get("design.check-head-spans"));
        }
        return heads.isEmpty() ? texts.get("design.check-head-none") : String.join(" · ", heads);
    }

    private String classes(List<String> labels) {
        return labels.size() <= MOST_CLASSES
                ? texts.get("design.check-head-classes", String.join(" / ", labels))
                : texts.get(
                        "design.check-head-many",
                        Numbers.count(labels.size()),
                        String.join(" / ", labels.subList(0, SOME_CLASSES)));
    }

    private Score score(TeacherScore score, int layers) {
        String rows = score.rows() < score.allRows()
                ? texts.get("design.check-rows-of", Numbers.count(score.rows()), Numbers.count(score.allRows()))
                : texts.get("design.check-rows", Numbers.count(score.rows()));
        List<String> metrics = score.constantScores().keySet().stream().map(key -> MetricName.of(texts, key)).toList();
        List<Line> lines = new ArrayList<>();
        if (score.way() != Way.NONE) {
            lines.add(new Line(
                    score.way() == Way.OWN_HEAD
                            ? texts.get("design.check-own-head")
                            : texts.get("design.check-probe", Numbers.count(score.trainRows())),
                    values(score, score.scores())));
        }
        lines.add(new Line(constant(score), values(score, score.constantScores())));
        return new Score(
                texts.get(layers == 0 ? "design.check-on" : "design.check-on-layers", split(score), score.task(), rows, layers),
                metrics,
                lines,
                texts.get("design.check-verdict." + name(score.verdict())),
                tone(score.verdict()),
                advice(score));
    }

    private String split(TeacherScore score) {
        return score.split().equals("dev") ? texts.get("design.check-dev") : score.split();
    }

    private static List<String> values(TeacherScore score, Map<String, Double> of) {
        return score.constantScores().keySet().stream()
                .map(metric -> Numbers.score(of.getOrDefault(metric, Double.NaN)))
                .toList();
    }

    private String constant(TeacherScore score) {
        return score.constantAnswer().isEmpty()
                ? texts.get("design.check-same-value")
                : texts.get("design.check-always", score.constantAnswer());
    }

    private String advice(TeacherScore score) {
        if (score.verdict() == Verdict.UNKNOWN) {
            return texts.get("design.check-advice.unknown");
        }
        if (score.verdict() == Verdict.BETTER) {
            return score.way() == Way.LINEAR_PROBE ? texts.get("design.check-advice.probe") : "";
        }
        if (score.tooFewRows()) {
            return texts.get("design.check-advice.too-few-rows", score.rows(), Numbers.count(score.rows()));
        }
        return texts.get(
                score.way() == Way.OWN_HEAD ? "design.check-advice.head-not-better" : "design.check-advice.probe-not-better");
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> Tone.GOOD;
            case NOT_BETTER -> Tone.CAUTION;
            case UNKNOWN -> Tone.NEUTRAL;
        };
    }
}
