package org.bertrim.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bertrim.engine.experiment.ExperimentWriter;
import org.bertrim.engine.experiment.TaskChoice;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.TaskProfile;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.RowProblem;
import org.bertrim.engine.task.TableLook;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.Twins;
import org.jspecify.annotations.Nullable;

/** Shows how a table of one's own is understood: what was guessed, first rows, classes, lengths, twins and all problems. */
final class TablePreview {

    private static final int CELL = 40;
    private static final int[] SHARES = {50, 90, 99, 100};

    private final Terminal terminal;

    TablePreview(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Tokens of the training rows. */
    private record Lengths(String teacher, Map<String, Integer> percentiles, int maxTokens, double cutShare) {}

    /** Rows of one class. */
    private record ClassRows(String name, int train, int dev) {}

    /** The teacher whose tokens are counted: its source, and its tokenizer. */
    record Tokens(String teacher, byte[] tokenizerJson) {}

    /** The answer as JSON shows it. */
    private record Answer(
            String file,
            ObjectNode task,
            List<String> guessed,
            List<String> columns,
            List<TableLook.Row> rows,
            @Nullable Integer trainRows,
            @Nullable Integer devRows,
            @Nullable Integer unusedRows,
            List<ClassRows> classes,
            @Nullable Twins twins,
            @Nullable Lengths lengths,
            long badRows,
            List<RowProblem> problems,
            @Nullable String refusal,
            @Nullable String remedy) {}

    /**
     * Prints what the table looks like.
     *
     * @param rows how many of its first rows are shown
     * @param of whose tokens are counted
     * @return whether it can be used as it is
     */
    boolean print(Path file, TableSettings given, int rows, Tokens of, int maxTokens, boolean json) {
        TableLook look = TableLook.at(file, given, () -> false);
        boolean usable = look.refusal() == null
                && (look.badRows() == 0 || Boolean.TRUE.equals(look.settings().skipBadRows()));
        String source = Tasks.tableSource(file.toAbsolutePath().normalize().toString());
        Lengths lengths = usable ? lengths(new TaskChoice(source, maxTokens, null, null, 0, look.settings()), of) : null;
        ObjectNode task = Json.mapper().createObjectNode().put("source", source);
        task.setAll(ExperimentWriter.withoutNulls(look.settings()));
        List<String> guessed = TableWords.guessed(given, look.settings());
        if (json) {
            terminal.json(answer(file, look, task, guessed, rows, lengths));
        } else {
            show(look, guessed, rows, lengths);
        }
        return usable;
    }

    private static Answer answer(
            Path file, TableLook look, ObjectNode task, List<String> guessed, int rows, @Nullable Lengths lengths) {
        TableLook.Content content = look.content();
        return new Answer(
                file.toString(),
                task,
                guessed,
                look.columns(),
                look.rows().subList(0, Math.min(rows, look.rows().size())),
                content == null ? null : content.trainRows(),
                content == null ? null : content.devRows(),
                content == null ? null : content.unusedRows(),
                content == null ? List.of() : classes(content),
                content == null ? null : content.twins(),
                lengths,
                look.badRows(),
                look.problems(),
                look.refusal() == null ? null : look.refusal().why(),
                look.refusal() == null ? null : look.refusal().remedy());
    }

    private static List<ClassRows> classes(TableLook.Content content) {
        return IntStream.range(0, content.info().labels().size())
                .mapToObj(i -> new ClassRows(
                        content.info().labels().get(i), content.trainLabels().get(i), content.devLabels().get(i)))
                .toList();
    }

    private static Lengths lengths(TaskChoice task, Tokens of) {
        TaskProfile profile = TaskProfile.read(task, Path.of("").toAbsolutePath(), of.tokenizerJson());
        int[] sorted = profile.train().tokens().clone();
        Arrays.sort(sorted);
        Map<String, Integer> percentiles = new TreeMap<>((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
        for (int share : SHARES) {
            percentiles.put(Integer.toString(share), sorted[Math.max(0, (int) Math.ceil(sorted.length * share / 100.0) - 1)]);
        }
        return new Lengths(of.teacher(), percentiles, task.maxTokens(), profile.train().longerThan(task.maxTokens()));
    }

    private void show(TableLook look, List<String> guessed, int rows, @Nullable Lengths lengths) {
        TextTable settings = new TextTable("key of task", "value", "");
        TableWords.of(look.settings())
                .forEach((key, value) -> settings.row(key, shortened(value, 2 * CELL), guessed.contains(key) ? "guessed" : ""));
        settings.print(terminal);
        terminal.line("");
        rows(look, rows);
        TableLook.Content content = look.content();
        if (content != null) {
            content(content);
        }
        if (lengths != null) {
            terminal.line("");
            terminal.line("tokens of training rows: " + lengths.percentiles().entrySet().stream()
                    .map(each -> each.getKey() + " % up to " + each.getValue())
                    .collect(Collectors.joining(", ")));
            terminal.line(Texts.hundredfold(lengths.cutShare()) + " % are cut at " + lengths.maxTokens() + " tokens ("
                    + lengths.teacher() + ")");
        }
        problems(look);
    }

    private void rows(TableLook look, int count) {
        List<String> headings = new ArrayList<>(List.of(">line"));
        TableSettings.Columns mapped = look.settings().columns();
        for (int i = 0; i < look.columns().size(); i++) {
            String role = i == look.place(mapped.text())
                    ? " [text]"
                    : i == look.place(mapped.secondText())
                            ? " [second text]"
                            : i == look.place(mapped.label()) ? " [label]" : i == look.place(mapped.split()) ? " [split]" : "";
            headings.add(shortened(look.columns().get(i), CELL) + role);
        }
        TextTable table = new TextTable(headings.toArray(String[]::new));
        look.rows().stream().limit(count).forEach(row -> {
            List<String> cells = new ArrayList<>(List.of(Long.toString(row.line())));
            for (int i = 0; i < look.columns().size(); i++) {
                boolean broken = !row.trouble().isEmpty();
                String value = i < row.values().size() ? row.values().get(i) : "";
                cells.add(shortened(broken && i == 0 ? "(" + row.trouble() + ")" : value, CELL));
            }
            table.row(cells);
        });
        table.print(terminal);
    }

    private void content(TableLook.Content content) {
        terminal.line("");
        terminal.line(content.trainRows() + " train, " + content.devRows() + " dev"
                + (content.unusedRows() > 0 ? ", " + content.unusedRows() + " not used" : "") + "; scored by "
                + content.info().metrics().stream().map(Metric::key).collect(Collectors.joining(", ")));
        if (content.info().labels().isEmpty()) {
            terminal.line("values from " + value(content.lowest()) + " to " + value(content.highest()));
        } else {
            TextTable table = new TextTable("class", ">train", ">%", ">dev");
            classes(content).forEach(each -> table.row(
                    each.name(),
                    Integer.toString(each.train()),
                    Texts.hundredfold(each.train() / (double) Math.max(1, content.trainRows())),
                    Integer.toString(each.dev())));
            table.print(terminal);
        }
        Twins twins = content.twins();
        terminal.line("");
        terminal.line("equal texts: " + twins.inTrain() + " in train, " + twins.trainAndDev() + " of dev in train too, "
                + twins.conflicts() + " with another label");
        twins.first().forEach(pair -> terminal.line("  " + pair.otherFile() + ":" + pair.otherLine() + " as " + pair.file()
                + ":" + pair.line() + switch (pair.kind()) {
                    case IN_TRAIN -> "";
                    case TRAIN_AND_DEV -> ", train and dev";
                    case CONFLICT -> ", with another label";
                }));
    }

    /** A label, which has single precision, with as many digits as tell it from its neighbours. */
    private static String value(double label) {
        return Texts.number(Double.parseDouble(Float.toString((float) label)));
    }

    private void problems(TableLook look) {
        if (look.badRows() > 0) {
            terminal.line("");
            terminal.line(look.badRows() + (look.badRows() == 1 ? " row" : " rows") + " cannot be used"
                    + (Boolean.TRUE.equals(look.settings().skipBadRows())
                            ? " and would be left out:"
                            : "; nothing starts unless skipBadRows is true:"));
            look.problems().forEach(problem -> terminal.line("  " + problem));
            if (look.moreProblems() > 0) {
                terminal.line("  and " + look.moreProblems() + " more");
            }
        }
        if (look.refusal() != null) {
            terminal.line("");
            terminal.line("It cannot be used: " + look.refusal().why() + ". " + look.refusal().remedy());
        }
    }

    private static String shortened(String text, int most) {
        String line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
