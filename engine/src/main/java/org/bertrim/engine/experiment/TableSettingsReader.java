package org.bertrim.engine.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.SharedFields;
import org.bertrim.engine.task.TableSettings;
import org.jspecify.annotations.Nullable;

/** Reads how a table is read: those keys of the object {@code task} that only a table has. */
public final class TableSettingsReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TASK = "task";

    private final Path base;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param base where relative paths start
     */
    TableSettingsReader(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    /**
     * Reads settings that were typed one by one, such as {@code columns.text=review}.
     *
     * @param typed dotted key to text; lists are separated by commas
     * @param base where relative paths start
     * @throws InvalidExperiment with everything that is wrong with them
     */
    public static TableSettings read(Map<String, String> typed, Path base) {
        Problems problems = new Problems();
        ObjectNode tree = NODES.objectNode();
        typed.forEach((key, text) -> {
            ObjectNode object = tree;
            String[] parts = key.split("\\.", -1);
            for (int i = 0; i + 1 < parts.length; i++) {
                JsonNode inner = object.get(parts[i]);
                object = inner instanceof ObjectNode known ? known : object.putObject(parts[i]);
            }
            object.set(parts[parts.length - 1], typed(key, text));
        });
        TableSettings settings = new TableSettingsReader(base, problems).read(tree);
        if (problems.count() > 0) {
            throw new InvalidExperiment("The description of the table", problems.found());
        }
        return settings;
    }

    /**
     * What can be read of an object {@code task} that is being written; what is wrong in it is left open.
     *
     * @param base where relative paths start
     */
    public static TableSettings readable(JsonNode task, Path base) {
        return new TableSettingsReader(base, new Problems()).read(own(task));
    }

    /** Keys of {@code task} that only a table has. */
    static ObjectNode own(@Nullable JsonNode task) {
        ObjectNode own = NODES.objectNode();
        if (task != null && task.isObject()) {
            keys().stream().filter(task::has).forEach(key -> own.set(key, task.get(key)));
        }
        return own;
    }

    private static JsonNode typed(String key, String text) {
        return SharedFields.table().stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .map(field -> typed(field, text))
                .orElse(NODES.textNode(text));
    }

    /** What was typed as the value of a field that has no list of numbers; what does not fit stays a text. */
    public static JsonNode typed(Field field, String text) {
        return switch (field.kind()) {
            case WORDS -> {
                ArrayNode words = NODES.arrayNode();
                WordList.split(text).forEach(words::add);
                yield words;
            }
            case FLAG -> text.equals("true") || text.equals("false")
                    ? NODES.booleanNode(text.equals("true"))
                    : NODES.textNode(text);
            case COLUMN -> text.equals("false") ? NODES.booleanNode(false) : NODES.textNode(text);
            case INTEGER, DECIMAL -> number(text);
            case CHOICE, TEXT, FILE, TASKS, DECIMALS -> NODES.textNode(text);
        };
    }

    private static JsonNode number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            boolean whole = number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(new BigDecimal("1e18")) < 0;
            return whole ? NODES.numberNode(number.longValueExact()) : NODES.numberNode(number.doubleValue());
        } catch (NumberFormatException e) {
            return NODES.textNode(text);
        }
    }

    /** The keys of {@code task} that are read here, without what is below them. */
    public static Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        SharedFields.table().forEach(field -> keys.add(field.key().split("\\.", 2)[0]));
        return keys;
    }

    /** Reads an object of these keys; what is refused is open, with a problem. */
    TableSettings read(ObjectNode own) {
        int before = problems.count();
        ObjectNode read = new FieldReader(problems, base).read(own, TASK, SharedFields.table(), Set.of());
        TableSettings settings = record(read);
        if (problems.count() == before) {
            List<TableSettings.Misfit> misfits = settings.misfits();
            misfits.forEach(misfit ->
                    problems.add(TASK + "." + misfit.key(), NODES.textNode(misfit.value()), misfit.allowed()));
        }
        return settings;
    }

    private static TableSettings record(ObjectNode read) {
        try {
            return Json.mapper().treeToValue(read, TableSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table's fields do not fit their descriptions", e);
        }
    }
}
