package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.bertrim.app.common.MetricName;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.task.TableLook;
import org.bertrim.engine.task.TableSettings;

/** Makes the preview of a table: its own columns with what they are read as, its rows as they stand, its classes. */
final class TablePreviews {

    /** More columns leave no room for texts; those that are read are always among them. */
    private static final int MOST_COLUMNS = 6;

    private TablePreviews() {}

    static TaskViewModel.Preview of(Texts texts, String source, TableLook look) {
        Map<Integer, String> roles = roles(texts, look);
        List<Integer> places = places(look, roles);
        List<TaskViewModel.Column> columns = new ArrayList<>();
        columns.add(new TaskViewModel.Column(texts.get("design.line"), ""));
        places.forEach(place -> columns.add(
                new TaskViewModel.Column(look.columns().get(place), roles.getOrDefault(place, ""))));
        List<List<String>> rows = look.rows().stream().map(row -> row(row, places)).toList();
        int hidden = look.columns().size() - places.size();
        return new TaskViewModel.Preview(
                source,
                columns,
                rows,
                rows.size() == TableLook.SHOWN_ROWS,
                hidden == 0 ? "" : texts.get("design.table-hidden", hidden),
                labels(texts, look),
                look.content() != null && look.content().info().labels().isEmpty(),
                summary(texts, look));
    }

    private static Map<Integer, String> roles(Texts texts, TableLook look) {
        TableSettings.Columns mapped = look.settings().columns();
        Map<Integer, String> roles = new LinkedHashMap<>();
        roles.put(look.place(mapped.text()), texts.get("design.role-text"));
        roles.put(look.place(mapped.secondText()), texts.get("design.role-second"));
        roles.put(look.place(mapped.label()), texts.get("design.role-label"));
        roles.put(look.place(mapped.split()), texts.get("design.role-split"));
        roles.remove(-1);
        return roles;
    }

    private static List<Integer> places(TableLook look, Map<Integer, String> roles) {
        TreeSet<Integer> places = new TreeSet<>(roles.keySet());
        for (int place = 0; place < look.columns().size() && places.size() < MOST_COLUMNS; place++) {
            places.add(place);
        }
        return List.copyOf(places);
    }

    private static List<String> row(TableLook.Row row, List<Integer> places) {
        List<String> values = new ArrayList<>(List.of(Long.toString(row.line())));
        if (!row.trouble().isEmpty()) {
            values.add(row.trouble());
            return values;
        }
        places.forEach(place -> values.add(place < row.values().size() ? row.values().get(place) : ""));
        return values;
    }

    private static List<TaskViewModel.Label> labels(Texts texts, TableLook look) {
        TableLook.Content content = look.content();
        List<TaskViewModel.Label> labels = new ArrayList<>();
        for (int i = 0; content != null && i < content.info().labels().size(); i++) {
            int rows = content.trainLabels().get(i);
            double share = rows / (double) Math.max(1, content.trainRows());
            labels.add(new TaskViewModel.Label(
                    content.info().labels().get(i),
                    share,
                    texts.get("design.class-rows", Numbers.count(rows), Numbers.score(share))));
        }
        return labels;
    }

    private static String summary(Texts texts, TableLook look) {
        TableLook.Content content = look.content();
        return content == null
                ? ""
                : texts.get(
                        "design.task-summary",
                        Numbers.count(content.trainRows()),
                        Numbers.count(content.devRows()),
                        MetricName.of(texts, content.info().metrics().get(0).key()));
    }
}
