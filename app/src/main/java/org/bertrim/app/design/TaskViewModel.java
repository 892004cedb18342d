package org.bertrim.app.design;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
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
import org.bertrim.engine.experiment.TableSettingsReader;
import org.bertrim.engine.run.TaskProfile;
import org.bertrim.engine.task.TableLook;
import org.bertrim.engine.task.Tasks;
import org.jspecify.annotations.Nullable;

/** Which data to learn: its choice, some of its rows, how often each label comes, how long the rows are. */
final class TaskViewModel {

    static final String SOURCE = "task.source";
    private static final String TASK = "task";
    private static final String SAMPLE = "sample:";
    private static final int BARS = 32;

    /** One task that can be chosen at once. */
    record Choice(String source, String name) {}

    /**
     * A column of the preview.
     *
     * @param role what it is read as, in words; empty for columns that are not read
     */
    record Column(String name, String role) {}

    /** One label with its rows. */
    record Label(String name, double share, String words) {}

    /**
     * Lengths of the training rows.
     *
     * @param rows how many rows are as long as each bar says
     * @param tokensPerBar tokens that a bar spans; the first bar begins at 1 token
     * @param longest tokens of the longest row
     */
    record Lengths(long[] rows, int tokensPerBar, int longest) {}

    /**
     * What is shown of a task.
     *
     * @param rows values of the columns; a row that cannot be used has one value, the reason
     * @param more whether there are more rows than these
     * @param hidden how many columns are not shown, in words; empty if all are
     * @param labels of the training rows
     * @param values whether these are parts of the range of values, not classes
     */
    record Preview(
            String source,
            List<Column> columns,
            List<List<String>> rows,
            boolean more,
            String hidden,
            List<Label> labels,
            boolean values,
            String summary) {

        /** Whether columns say what they are read as. */
        boolean roles() {
            return columns.stream().anyMatch(column -> !column.role().isEmpty());
        }
    }

    /** What is shown of a task that cannot be read. */
    private static final Preview NOTHING = new Preview("", List.of(), List.of(), false, "", List.of(), false, "");

    private final Draft draft;
    private final Texts texts;
    private final Background background;
    private final List<Choice> samples;
    private final ReadOnlyStringWrapper selected = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Preview> preview = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Lengths> lengths = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final TableViewModel table;
    private @Nullable TaskProfile profile;
    private String profiled = "";
    private String failure = "";

    /**
     * The task of a draft.
     *
     * @param table its settings where it is a table
     */
    TaskViewModel(Draft draft, Texts texts, TableViewModel table, Background background) {
        this.background = background;
        this.draft = draft;
        this.texts = texts;
        this.table = table;
        this.samples = Tasks.catalogue().stream()
                .filter(info -> info.source().startsWith(SAMPLE))
                .map(info -> new Choice(info.source(), texts.get("design.task-sample", info.name())))
                .toList();
        table.look().addListener((property, before, now) -> showTable());
        table.refusal().addListener((property, before, now) -> refreshProblem());
        table.looking().addListener((property, before, now) -> reading.set(now));
        refresh();
    }

    List<Choice> samples() {
        return samples;
    }

    ReadOnlyStringProperty selected() {
        return selected.getReadOnlyProperty();
    }

    /** Takes what was dropped: a folder, or the file of a table. */
    void drop(Path dropped) {
        background.run(
                () -> Files.isDirectory(dropped),
                isFolder -> {
                    if (isFolder) {
                        chooseFolder(dropped);
                    } else {
                        chooseTable(dropped);
                    }
                },
                failure -> failed(String.valueOf(failure.getMessage())));
    }

    /** Name of a chosen folder or table, empty while a sample is chosen. */
    String fileName() {
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

    /** How long the rows are; null while nobody knows. */
    ReadOnlyObjectProperty<@Nullable Lengths> lengths() {
        return lengths.getReadOnlyProperty();
    }

    /** The table, if the task is one. */
    TableViewModel table() {
        return table;
    }

    /** Chooses another task. What was said of a table is not about the next one. */
    void choose(String source) {
        if (source.equals(selected.get())) {
            return;
        }
        ObjectNode next = draft.tree().get();
        for (String key : TableSettingsReader.keys()) {
            next = JsonTree.without(next, TASK + "." + key);
        }
        draft.replace(JsonTree.with(next, SOURCE, JsonNodeFactory.instance.textNode(source)));
    }

    /** Chooses the task in a folder, once that has been looked into. */
    void chooseFolder(Path folder) {
        background.run(
                () -> Tasks.sourceOf(folder.toAbsolutePath()),
                this::choose,
                failure -> failed(String.valueOf(failure.getMessage())));
    }

    void chooseTable(Path file) {
        choose(Tasks.tableSource(file.toAbsolutePath().toString()));
    }

    /** Share of the training rows that are cut at so many tokens, in words. */
    String cutAt(int maxTokens) {
        TaskProfile known = profile;
        if (table.stops()) {
            return texts.get("design.no-lengths");
        }
        if (known == null || !profiled.equals(selected.get())) {
            return "";
        }
        double share = known.train().longerThan(maxTokens);
        String key = RowWords.windows(known.info()) ? "design.windows" : "design.cut";
        return share == 0
                ? texts.get(key + "-none", maxTokens)
                : texts.get(key, maxTokens, share < 0.0005 ? "< 0.1 %" : Numbers.fixed(100 * share, 1) + " %");
    }

    void refresh() {
        table.refresh(); // first: who hears of another source asks whether it is a table
        selected.set(source());
    }

    private String source() {
        return draft.value(SOURCE).map(node -> node.asText()).orElse("");
    }

    void refreshProblem() {
        String ofDraft = draft.problems().getOrDefault(SOURCE, List.of()).stream()
                .findFirst()
                .or(() -> draft.problems().getOrDefault(TASK, List.of()).stream().findFirst())
                .map(each -> ProblemWords.of(texts, each))
                .orElse("");
        String ofTable = table.refusal().get();
        boolean bySelf = table.open().get() && (table.look().get() == null || table.blocked()); // the table says what is wrong
        problem.set(!ofDraft.isEmpty() ? ofDraft : !ofTable.isEmpty() ? ofTable : bySelf ? "" : failure);
        table.refreshProblems();
        Preview now = preview.get();
        if (!problem.get().isEmpty() && !reading.get() && now != null && !now.source().equals(source())) {
            preview.set(NOTHING); // what is shown is not what is wrong
            lengths.set(null);
        }
    }

    void begun() {
        reading.set(true);
        failure = "";
    }

    void failed(Throwable why) {
        failed(FailureWords.of(texts, why));
    }

    void failed(String why) {
        reading.set(table.looking().get());
        failure = why;
        refreshProblem();
    }

    void show(String source, TaskProfile found) {
        reading.set(table.looking().get());
        failure = "";
        refreshProblem();
        Preview shown = preview.get();
        boolean same = profile == found && profiled.equals(source) && shown != null && shown.source().equals(source);
        profile = found;
        profiled = source;
        if (same) {
            return;
        }
        lengths.set(lengths(found.train().tokens()));
        if (!Tasks.isTable(source)) {
            preview.set(preview(source, found));
        } else {
            showValues();
        }
    }

    private void showTable() {
        TableLook look = table.look().get();
        if (look != null) {
            preview.set(TablePreviews.of(texts, table.source(), look));
            showValues();
        }
        if (look != null && !profiled.equals(table.source())) {
            lengths.set(null);
        }
        refreshProblem();
    }

    /** The values of a table's regression are counted with its tokens, not when it is looked at. */
    private void showValues() {
        Preview shown = preview.get();
        TaskProfile known = profile;
        if (shown != null && known != null && shown.source().equals(profiled) && known.info().labels().isEmpty()) {
            preview.set(new Preview(
                    shown.source(),
                    shown.columns(),
                    shown.rows(),
                    shown.more(),
                    shown.hidden(),
                    labels(known),
                    true,
                    shown.summary()));
        }
    }

    private List<Label> labels(TaskProfile found) {
        double all = Arrays.stream(found.labels()).sum();
        RowWords words = new RowWords(texts, found.info());
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < found.labels().length; i++) {
            boolean classes = !found.info().labels().isEmpty();
            String name = classes ? words.label(i) : texts.get("design.tenth", i + 1);
            double share = found.labels()[i] / all;
            labels.add(new Label(name, share, Numbers.score(share) + " %"));
        }
        return labels;
    }

    private Preview preview(String source, TaskProfile found) {
        boolean classes = !found.info().labels().isEmpty();
        RowWords words = new RowWords(texts, found.info());
        List<Column> columns = words.heads().stream().map(key -> new Column(texts.get(key), "")).toList();
        List<List<String>> rows = found.first().stream().map(words::row).toList();
        String summary = texts.get(
                "design.task-summary",
                Numbers.count(found.train().count()),
                Numbers.count(found.dev().count()),
                MetricName.of(texts, found.info().metrics().get(0).key()));
        boolean more = rows.size() < found.train().count();
        return new Preview(source, columns, rows, more, "", labels(found), !classes, summary);
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
