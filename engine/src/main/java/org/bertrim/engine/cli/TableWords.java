package org.bertrim.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bertrim.engine.experiment.ExperimentWriter;
import org.bertrim.engine.task.TableSettings;

/** How a table is read, as keys of the object {@code task} with texts for people. */
final class TableWords {

    private TableWords() {}

    /** What is said in settings, by dotted key. */
    static Map<String, String> of(TableSettings settings) {
        Map<String, String> words = new LinkedHashMap<>();
        collect(ExperimentWriter.withoutNulls(settings), "", words);
        return words;
    }

    /** Keys of what was found out and not said. */
    static List<String> guessed(TableSettings given, TableSettings found) {
        Map<String, String> said = of(given);
        return of(found).keySet().stream().filter(key -> !said.containsKey(key)).toList();
    }

    /** What was found out and not said, in one line; empty if nothing was. */
    static String guessedLine(TableSettings given, TableSettings found) {
        Map<String, String> all = of(found);
        return guessed(given, found).stream()
                .map(key -> key + " = " + all.get(key))
                .collect(Collectors.joining("; "));
    }

    private static void collect(ObjectNode object, String prefix, Map<String, String> words) {
        object.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            if (entry.getValue() instanceof ObjectNode inner) {
                collect(inner, key + ".", words);
            } else if (entry.getValue().isArray()) {
                words.put(
                        key,
                        StreamSupport.stream(entry.getValue().spliterator(), false)
                                .map(each -> each.asText())
                                .collect(Collectors.joining(", ")));
            } else {
                String text = entry.getValue().asText();
                words.put(key, text.isEmpty() ? "(none)" : text);
            }
        });
    }
}
