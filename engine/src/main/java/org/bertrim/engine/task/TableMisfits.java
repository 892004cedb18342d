package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.task.TableSettings.Misfit;
import org.jspecify.annotations.Nullable;

/** Finds what cannot be right in the settings of a table, whatever the file holds. */
final class TableMisfits {

    private static final int LONGEST_DELIMITER = 8;

    private final TableSettings settings;
    private final List<Misfit> found = new ArrayList<>();

    TableMisfits(TableSettings settings) {
        this.settings = settings;
    }

    List<Misfit> find() {
        form();
        columns();
        labels();
        names();
        metrics();
        splitValues();
        parts();
        return found;
    }

    private void add(String key, String value, String allowed) {
        found.add(new Misfit(key, value, allowed));
    }

    private void form() {
        String encoding = settings.encoding();
        if (encoding != null && TableSettings.charset(encoding).isEmpty()) {
            add("encoding", encoding, "the name of an encoding, e.g. one of " + String.join(", ", TableSettings.ENCODINGS));
        }
        String delimiter = settings.delimiter();
        if (delimiter != null && !isDelimiter(delimiter)) {
            add(
                    "delimiter",
                    delimiter,
                    "one of " + String.join(", ", TableSettings.DELIMITERS) + ", or up to " + LONGEST_DELIMITER
                            + " characters without letters, digits and quotes");
        }
        if (TableSettings.JSON_LINES.equals(settings.format())) {
            notInJson("delimiter", delimiter);
            notInJson("quoting", settings.quoting());
            notInJson("header", settings.header());
        }
    }

    private void notInJson(String key, @Nullable Object value) {
        if (value != null) {
            add(key, value.toString(), "left out: JSON Lines have none");
        }
    }

    private static boolean isDelimiter(String delimiter) {
        return TableSettings.NAMED_DELIMITERS.containsKey(delimiter)
                || !delimiter.isEmpty()
                        && delimiter.length() <= LONGEST_DELIMITER
                        && delimiter.chars().noneMatch(each ->
                                Character.isLetterOrDigit(each) || each == '"' || each == '\n' || each == '\r');
    }

    private void columns() {
        Map<String, @Nullable String> named = new LinkedHashMap<>();
        named.put("text", settings.columns().text());
        named.put("secondText", settings.columns().secondText());
        named.put("label", settings.columns().label());
        named.put("split", settings.columns().split());
        named.forEach((key, name) -> {
            if (name == null) {
                return;
            }
            if (name.equals(TableSettings.NO_COLUMN)) {
                if (key.equals("text") || key.equals("label")) {
                    add("columns." + key, "false", "the name or number of a column: a table needs one");
                }
                return;
            }
            named.forEach((other, otherName) -> {
                if (!other.equals(key) && name.equals(otherName) && found.stream().noneMatch(each -> each.value().equals(name))) {
                    add("columns." + other, name, "a column that is not columns." + key + " already");
                }
            });
        });
    }

    private void labels() {
        List<String> labels = settings.labels();
        if (labels == null) {
            return;
        }
        if (kind() == TaskKind.REGRESSION) {
            add("labels", labels.toString(), "left out: a regression has no labels");
        } else if (labels.size() < 2) {
            add("labels", labels.toString(), "at least two labels");
        }
    }

    private TaskKind kind() {
        return TableSettings.REGRESSION.equals(settings.kind()) ? TaskKind.REGRESSION : TaskKind.CLASSIFICATION;
    }

    private void names() {
        List<String> labels = settings.labels();
        List<String> names = settings.labelNames();
        if (names == null) {
            return;
        }
        if (labels == null || labels.size() != names.size()) {
            add(
                    "labelNames",
                    names.toString(),
                    "as many names as there are labels, in the same order" + (labels == null ? "; set labels as well" : ""));
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            int other = labels.indexOf(names.get(i));
            if (other >= 0 && other != i) {
                add("labelNames[" + i + "]", names.get(i), "a name that is not another class's label");
            }
        }
    }

    private void metrics() {
        List<String> metrics = settings.metrics();
        if (metrics == null) {
            return;
        }
        TaskKind scored = settings.kind() == null && settings.labels() == null
                ? Metric.ofKey(metrics.get(0)).map(Metric::kind).orElse(kind())
                : kind();
        List<String> classes = settings.labels() == null ? List.of("", "") : settings.labels();
        for (int i = 0; i < metrics.size(); i++) {
            String path = "metrics[" + i + "]";
            String key = metrics.get(i);
            Metric.ofKey(key)
                    .flatMap(metric -> metric.misfit(scored, classes))
                    .ifPresent(why -> add(path, key, "another metric: " + why));
        }
    }

    private void splitValues() {
        List<String> train = settings.splitValues().train();
        List<String> dev = settings.splitValues().dev();
        if (TableSettings.NO_COLUMN.equals(settings.columns().split()) || settings.devFile() != null) {
            notWithoutColumn("train", train);
            notWithoutColumn("dev", dev);
        }
        if (train != null && dev != null) {
            HashSet<String> both = new HashSet<>(train);
            both.retainAll(dev);
            both.forEach(value -> add("splitValues.dev", value, "values that are not train's as well"));
        }
    }

    private void notWithoutColumn(String part, @Nullable List<String> values) {
        if (values != null) {
            add("splitValues." + part, values.toString(), "left out where there is no split column");
        }
    }

    /** What tells train from dev must be one thing. */
    private void parts() {
        String devFile = settings.devFile();
        Double devShare = settings.devShare();
        String column = settings.columns().split();
        boolean split = column != null && !column.equals(TableSettings.NO_COLUMN);
        if (devFile != null && devShare != null) {
            add("devShare", devShare.toString(), "left out where devFile has the dev rows");
        }
        if (split && devFile != null) {
            add("devFile", devFile, "left out where a split column tells which rows are dev");
        }
        if (split && devShare != null) {
            add("devShare", devShare.toString(), "left out where a split column tells which rows are dev");
        }
    }
}
