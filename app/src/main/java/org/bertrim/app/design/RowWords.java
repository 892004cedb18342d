package org.bertrim.app.design;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Span;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;

/** How the preview of a task shows its rows: texts and label, or question, what stands around the answer, and the answer. */
final class RowWords {

    /** Characters of a passage that are shown before an answer. */
    private static final int BEFORE = 24;
    /** Characters that are shown from there on. */
    private static final int SHOWN = 600;

    private final Texts texts;
    private final TaskInfo info;

    RowWords(Texts texts, TaskInfo info) {
        this.texts = texts;
        this.info = info;
    }

    /** Whether long rows become several windows instead of losing their end. */
    static boolean windows(TaskInfo info) {
        return info.kind() == TaskKind.SPAN;
    }

    /** Keys of what stands over the texts, and over the label last. */
    List<String> heads() {
        if (info.kind() == TaskKind.SPAN) {
            return List.of("design.question", "design.passage", "design.answer");
        }
        return info.pair()
                ? List.of("design.sentence1", "design.sentence2", "design.label")
                : List.of("design.sentence", "design.label");
    }

    /** What stands under each of the {@link #heads}. */
    List<String> row(Example row) {
        return switch (info.kind()) {
            case CLASSIFICATION -> texts(row, label((int) row.label()));
            case REGRESSION -> texts(row, String.format(Locale.ROOT, "%.2f", row.label()));
            case SPAN -> question(row, Objects.requireNonNull(row.secondText()));
        };
    }

    private static List<String> texts(Example row, String label) {
        return row.secondText() == null ? List.of(row.text(), label) : List.of(row.text(), row.secondText(), label);
    }

    /** A class in words. */
    String label(int number) {
        String label = info.labels().get(number);
        return info.kind() == TaskKind.SPAN ? texts.get("design." + label) : label;
    }

    private List<String> question(Example row, String passage) {
        List<Span> answers = Objects.requireNonNull(row.question()).answers();
        int from = answers.isEmpty() ? 0 : start(passage, answers.get(0).start());
        int to = Math.min(passage.length(), from + SHOWN);
        if (to < passage.length() && Character.isLowSurrogate(passage.charAt(to))) {
            to--;
        }
        String excerpt = (from > 0 ? "… " : "") + passage.substring(from, to) + (to < passage.length() ? " …" : "");
        String answer = answers.isEmpty() ? texts.get("design.no-answer") : answers.get(0).of(passage);
        return List.of(row.text(), excerpt.replace('\n', ' '), answer);
    }

    /** Where the excerpt begins: at a word a little before the answer. */
    private static int start(String passage, int answer) {
        if (answer <= BEFORE) {
            return 0;
        }
        int space = passage.indexOf(' ', answer - BEFORE);
        int start = space < 0 || space >= answer ? answer : space + 1;
        return Character.isLowSurrogate(passage.charAt(start)) ? start - 1 : start;
    }
}
