package org.bertrim.engine.cli;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.Augmentation;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.teacher.AugmentationWords;
import org.bertrim.engine.teacher.Teacher;
import org.jspecify.annotations.Nullable;

/** Shows what augmentation makes of the first rows of a task. */
final class AugmentationPreview {

    private static final String INDENTATION = "  ";

    private final Terminal terminal;

    AugmentationPreview(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One text or pair. */
    private record Text(String text, @Nullable String secondText) {
        static Text of(Example row) {
            return new Text(row.text(), row.secondText());
        }

        String line() {
            return secondText == null ? text : text + " | " + secondText;
        }
    }

    /** One row with its variants. */
    private record Row(String label, Text original, List<Text> variants) {}

    /** The answer as JSON shows it. */
    private record Answer(String task, String teacher, String variant, String words, long seed, List<Row> rows) {}

    /**
     * Prints the preview.
     *
     * @param count how many rows
     */
    void print(String source, Teacher teacher, AugmentationSettings settings, int count, long seed, boolean json) {
        Task task = Tasks.open(source, Path.of("").toAbsolutePath(), null, 0);
        if (!AugmentationSettings.augments(task.info().kind())) {
            throw new InvalidInput(
                    "The task " + source + " could not be augmented",
                    "its answers are parts of its texts",
                    "Name a task that predicts classes or a value.");
        }
        List<Example> rows = task.train().subList(0, Math.min(count, task.train().size()));
        Kernels.threads(Machine.cores());
        Answer answer;
        try (NDManager manager = NDManager.newBaseManager();
                WordTokenizer tokenizer = WordTokenizer.of(teacher.tokenizerJson());
                AugmentationWords words = AugmentationWords.open(manager, settings, teacher, tokenizer)) {
            Augmentation augmentation =
                    new Augmentation(settings, task.info(), rows, tokenizer, words.candidates(), seed, "", null);
            List<Row> shown = new ArrayList<>();
            for (int part = 0; part < augmentation.parts(); part++) {
                for (List<Example> variants : augmentation.part(part)) {
                    Example row = rows.get(shown.size());
                    shown.add(new Row(label(task, row), Text.of(row), variants.stream().map(Text::of).toList()));
                }
            }
            answer = new Answer(
                    task.info().source(), teacher.source(), settings.variant().word(), words.source(), seed, shown);
        }
        if (json) {
            terminal.json(answer);
            return;
        }
        terminal.line(answer.task() + ", procedure " + answer.variant() + ", words from " + answer.words() + ", seed " + seed);
        for (Row row : answer.rows()) {
            terminal.line("");
            Texts.wrap(row.label() + ": " + row.original().line(), "").forEach(terminal::line);
            row.variants().forEach(variant -> Texts.wrap(variant.line(), INDENTATION).forEach(terminal::line));
        }
    }

    private static String label(Task task, Example row) {
        return task.info().kind() == TaskKind.REGRESSION
                ? Texts.number(row.label())
                : task.info().labels().get((int) row.label());
    }
}
