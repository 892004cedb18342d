package org.bertrim.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bertrim.engine.figure.Counts;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.run.TeacherReport;
import org.bertrim.engine.teacher.TeacherFacts;
import org.bertrim.engine.training.TeacherScore;
import org.bertrim.engine.training.TeacherScore.Verdict;
import org.bertrim.engine.training.TeacherScore.Way;
import org.jspecify.annotations.Nullable;

/** The check of a teacher as lines for people. */
final class TeacherReportText {

    private final TeacherReport report;

    TeacherReportText(TeacherReport report) {
        this.report = report;
    }

    void print(Terminal terminal) {
        TeacherFacts facts = report.facts();
        terminal.line(facts.source());
        TextTable table = new TextTable("", "");
        table.row("architecture", architecture(facts));
        table.row("vocabulary", String.format(Locale.ROOT, "%,d tokens, %s", facts.shape().vocabulary(), tokenizer(facts)));
        table.row("longest text", facts.shape().positions() + " tokens");
        table.row(
                "parameters",
                Counts.parameters(facts.parameters()) + ", " + Counts.parameters(facts.layerParameters()) + " of them in its layers");
        table.row("heads", heads(facts));
        table.row("format", facts.format());
        table.row("licence", facts.licence());
        table.lines().stream().skip(1).map(line -> "  " + line).forEach(terminal::line);
        TeacherScore score = report.score();
        if (score != null) {
            terminal.line("");
            print(terminal, score);
        }
    }

    private static String architecture(TeacherFacts facts) {
        ModelShape shape = facts.shape();
        String shared = facts.distinctLayers() < shape.layers() ? " (" + facts.distinctLayers() + " with weights of their own)" : "";
        String narrow = shape.embedding() < shape.hidden() ? ", embeddings of " + shape.embedding() : "";
        return facts.architecture() + ", " + shape.layers() + " layers" + shared + " of " + shape.hidden() + ", " + shape.heads()
                + " heads, feed-forward " + shape.feedForward() + narrow;
    }

    private static String tokenizer(TeacherFacts facts) {
        return facts.tokenizer() + (facts.lowerCase() ? ", lower case" : "");
    }

    private static String heads(TeacherFacts facts) {
        List<String> heads = new ArrayList<>();
        if (!facts.labels().isEmpty()) {
            heads.add(facts.labels().size() == 1 ? "one value" : "classes " + String.join(" / ", facts.labels()));
        }
        if (facts.masked()) {
            heads.add("masked language model");
        }
        if (facts.spans()) {
            heads.add("spans");
        }
        return heads.isEmpty() ? "none" : String.join("; ", heads);
    }

    private static void print(Terminal terminal, TeacherScore score) {
        String rows = score.rows() < score.allRows() ? score.rows() + " of " + score.allRows() : Integer.toString(score.rows());
        terminal.line("Before training, on " + score.split() + " of " + score.task() + " (" + rows + " rows):");
        TextTable table = new TextTable("", "metric", ">measured x 100");
        score.scores().forEach((metric, value) -> table.row(way(score), metric, Texts.hundredfold(value)));
        score.constantScores().forEach((metric, value) -> table.row(constant(score), metric, Texts.hundredfold(value)));
        table.lines().stream().map(line -> "  " + line).forEach(terminal::line);
        if (score.way() == Way.LINEAR_PROBE) {
            lines(
                    terminal,
                    "It has no head for this task. The probe is a linear one on its frozen vectors, fitted on " + score.trainRows()
                            + " training rows; fine-tuning will score more.");
        }
        String verdict = verdict(score);
        if (verdict != null) {
            lines(terminal, verdict);
        }
    }

    private static void lines(Terminal terminal, String text) {
        Texts.wrap(text, "").forEach(terminal::line);
    }

    private static String way(TeacherScore score) {
        return score.way() == Way.OWN_HEAD ? "its own head" : "linear probe";
    }

    private static String constant(TeacherScore score) {
        return score.constantAnswer().isEmpty() ? "always the same value" : "always " + score.constantAnswer();
    }

    private static @Nullable String verdict(TeacherScore score) {
        if (score.verdict() == Verdict.BETTER) {
            return null;
        }
        if (score.verdict() == Verdict.UNKNOWN) {
            return "It has no head for this task, and no probe serves questions on passages: its score is known after fine-tuning only.";
        }
        String flag = "FLAG: it is not clearly better than " + constant(score) + ". ";
        if (score.tooFewRows()) {
            return flag + "By so few dev rows (" + score.rows() + ") not even a perfect teacher could be told from it; use more of them.";
        }
        return flag
                + (score.way() == Way.OWN_HEAD
                        ? "See that it was fine-tuned for this task, that language and labels are the same, or fine-tune it"
                                + " (teacher.fineTuning.epochs 1 or more)."
                        : "See that it reads the language of the task, and that the texts fit --max-tokens; else choose another teacher.");
    }
}
