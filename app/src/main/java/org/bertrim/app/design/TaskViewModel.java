package org.bertrim.app.design;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.MetricName;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.run.TaskProfile;
import org.bertrim.engine.task.Tasks;
import org.jspecify.annotations.Nullable;

/** Which data to learn: its choice, some of its rows, how often each label comes, how long the rows are. */
final class TaskViewModel {

    static final String SOURCE = "task.source";
    private static final String SAMPLE = "sample:";
    private static final int BARS = 32;

    /** One task that can be chosen at once. */
    record Choice(String source, String name) {}

    /** One row of the preview. */
    record Row(String text, String secondText, String label) {}

    /** One label with its share of the training rows. */
    record Label(String name, double share) {}

    /**
     * Lengths of the training rows.
     *
     * @param rows how many rows are as long as each bar says
     * @param tokensPerBar tokens that a bar spans; the first bar begins at 1 token
     * @param longest tokens of the longest row
     */
    record Lengths(long[] rows, int tokensPerBar, int longest) {}

    /**
     * What is shown of a task that could be read.
     *
     * @param heads keys of what stands over its texts, and over the label last
     */
    record Preview(
            String source,
            List<String> heads,
            List<Row> rows,
            List<Label> labels,
            Lengths lengths,
            String summary,
            TaskProfile profile) {}

    private final Draft draft;
    private final Texts texts;
    private final Background background;
    private final List<Choice> samples;
    private final ReadOnlyStringWrapper selected = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Preview> preview = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();

    TaskViewModel(Draft draft, Texts texts, Background background) {
        this.background = background;
        this.draft = draft;
        this.texts = texts;
        this.samples = Tasks.catalogue().stream()
                .filter(info -> info.source().startsWith(SAMPLE))
                .map(info -> new Choice(info.source(), texts.get("design.task-sample", info.name())))
                .toList();
        refresh();
    }

    List<Choice> samples() {
        return samples;
    }

    ReadOnlyStringProperty selected() {
        return selected.getReadOnlyProperty();
    }

    /** Name of a chosen folder, empty while a sample is chosen. */
    String folderName() {
        String source = selected.get();
        if (source.isEmpty() || source.startsWith(SAMPLE)) {
            return "";
        }
        String path = source.substring(source.indexOf(':') + 1);
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The newest task that was read; it stays while another is being read. */
    ReadOnlyObjectProperty<@Nullable Preview> preview() {
        return preview.getReadOnlyProperty();
    }

    /** Whether another one is being read. */
    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    void choose(String source) {
        if (!source.equals(selected.get())) {
            draft.settle();
            draft.set(SOURCE, JsonNodeFactory.instance.textNode(source));
            draft.settle();
        }
    }

    /** Chooses the task in a folder, once that has been looked into. */
    void chooseFolder(Path folder) {
        background.run(
                () -> Tasks.sourceOf(folder.toAbsolutePath()),
                this::choose,
                failure -> failed(String.valueOf(failure.getMessage())));
    }

    /** Share of the training rows that are cut at so many tokens, in words. */
    String cutAt(int maxTokens) {
        Preview shown = preview.get();
        if (shown == null) {
            return "";
        }
        double share = shown.profile().train().longerThan(maxTokens);
        String key = RowWords.windows(shown.profile().info()) ? "design.windows" : "design.cut";
        return share == 0
                ? texts.get(key + "-none", maxTokens)
                : texts.get(key, maxTokens, share < 0.0005 ? "< 0.1 %" : Numbers.fixed(100 * share, 1) + " %");
    }

    void refresh() {
        selected.set(draft.value(SOURCE).map(node -> node.asText()).orElse(""));
    }

    void refreshProblem() {
        problem.set(draft.problems().getOrDefault(SOURCE, List.of()).stream()
                .findFirst()
                .or(() -> draft.problems().getOrDefault("task", List.of()).stream().findFirst())
                .map(each -> ProblemWords.of(texts, each))
                .orElse(""));
    }

    void begun() {
        reading.set(true);
    }

    void failed(String why) {
        reading.set(false);
        problem.set(why);
    }

    void show(String source, TaskProfile profile) {
        reading.set(false);
        Preview shown = preview.get();
        if (shown == null || shown.profile() != profile) {
            preview.set(preview(source, profile));
        }
    }

    private Preview preview(String source, TaskProfile profile) {
        boolean classes = !profile.info().labels().isEmpty();
        RowWords words = new RowWords(texts, profile.info());
        List<Row> rows = profile.first().stream().map(words::row).toList();
        double all = Arrays.stream(profile.labels()).sum();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < profile.labels().length; i++) {
            String name = classes ? words.label(i) : texts.get("design.tenth", i + 1);
            labels.add(new Label(name, profile.labels()[i] / all));
        }
        String summary = texts.get(
                "design.task-summary",
                Numbers.count(profile.train().count()),
                Numbers.count(profile.dev().count()),
                MetricName.of(texts, profile.info().metrics().get(0).key()));
        return new Preview(source, words.heads(), rows, labels, lengths(profile.train().tokens()), summary, profile);
    }

    private static Lengths lengths(int[] tokens) {
        int longest = Arrays.stream(tokens).max().orElse(0);
        int perBar = Math.max(1, (int) Math.ceil(longest / (double) BARS));
        long[] rows = new long[Math.max(1, (longest + perBar - 1) / perBar)];
        for (int count : tokens) {
            rows[Math.max(0, count - 1) / perBar]++;
        }
        return new Lengths(rows, perBar, longest);
    }
}
