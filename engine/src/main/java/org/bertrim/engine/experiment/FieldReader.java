package org.bertrim.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object by the descriptions of its fields: refuses unknown keys, wrong types and values out of range, and
 * fills in defaults. Dotted keys are nested objects.
 */
final class FieldReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_WORDS = 1000;
    private static final double LARGEST_PLAIN_INTEGER = 1e16;

    private final Problems problems;
    private final Path base;

    /** For fields without paths. */
    FieldReader(Problems problems) {
        this(problems, Path.of(""));
    }

    /**
     * A reader.
     *
     * @param base where relative paths start
     */
    FieldReader(Problems problems, Path base) {
        this.problems = problems;
        this.base = base;
    }

    /**
     * Reads one object.
     *
     * @param node the object, null if the file has none
     * @param path its path, empty for the whole file
     * @param fields what it may contain
     * @param others keys that it may contain as well and that the caller reads
     * @return the same object with every default, without {@code others} and without open fields that nothing sets;
     *     what was
     *     refused has its default, and a problem
     */
    ObjectNode read(@Nullable JsonNode node, String path, List<Field> fields, Set<String> others) {
        return read(node, path, Group.of(fields), others);
    }

    private ObjectNode read(@Nullable JsonNode node, String path, Group group, Set<String> others) {
        Set<String> known = new LinkedHashSet<>(others);
        known.addAll(group.members.keySet());
        boolean isObject = node != null && node.isObject();
        if (isObject) {
            node.properties().forEach(entry -> {
                if (!known.contains(entry.getKey())) {
                    problems.unknown(
                            Problems.below(path, entry.getKey()), entry.getValue(), entry.getKey(), known);
                }
            });
        } else if (node != null) {
            String keys = known.isEmpty() ? "" : " with the keys " + String.join(", ", known);
            problems.add(
                    path.isEmpty() ? "the file" : path, node, "an object" + keys, Kind.NOT_AN_OBJECT, List.copyOf(known));
        }
        ObjectNode result = NODES.objectNode();
        group.members.forEach((key, member) -> {
            JsonNode value = isObject ? node.get(key) : null;
            String memberPath = Problems.below(path, key);
            if (member instanceof Group inner) {
                result.set(key, read(value, memberPath, inner, Set.of()));
            } else if (member instanceof Field field) {
                JsonNode read = value == null ? null : read(value, memberPath, field);
                JsonNode chosen = read == null ? defaultOf(field) : read;
                if (chosen != null) {
                    result.set(key, chosen);
                }
            }
        });
        return result;
    }

    private @Nullable JsonNode read(JsonNode value, String path, Field field) {
        return switch (field.kind()) {
            case INTEGER -> integer(value, path, field);
            case DECIMAL -> decimal(value, path, field);
            case CHOICE -> choice(value, path, field);
            case FLAG -> flag(value, path, field);
            case DECIMALS -> decimals(value, path, field);
            case TASKS -> tasks(value, path);
            case TEXT -> text(value, path, field);
            case COLUMN -> column(value, path, field);
            case FILE -> file(value, path, field);
            case WORDS -> words(value, path, field);
        };
    }

    private @Nullable JsonNode integer(JsonNode value, String path, Field field) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || !inRange(value.decimalValue(), field)) {
            problems.add(path, value, allowed(field), Kind.WHOLE_NUMBER, ends(field));
            return null;
        }
        return NODES.numberNode(value.longValue());
    }

    private @Nullable JsonNode decimal(JsonNode value, String path, Field field) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())
                || !inRange(BigDecimal.valueOf(value.doubleValue()), field)) {
            problems.add(path, value, allowed(field), Kind.NUMBER, ends(field));
            return null;
        }
        return NODES.numberNode(value.doubleValue());
    }

    private @Nullable JsonNode choice(JsonNode value, String path, Field field) {
        if (!value.isTextual() || !field.choices().contains(field.choiceOf(value.textValue()))) {
            problems.choice(path, value, field.choices());
            return null;
        }
        return value;
    }

    private @Nullable JsonNode flag(JsonNode value, String path, Field field) {
        if (!value.isBoolean()) {
            problems.add(path, value, allowed(field), Kind.FLAG, List.of());
            return null;
        }
        return value;
    }

    private @Nullable JsonNode decimals(JsonNode value, String path, Field field) {
        if (!value.isArray() || value.isEmpty()) {
            problems.add(path, value, "a list of at least one element, each " + allowed(field), Kind.LIST, List.of());
            return null;
        }
        ArrayNode list = NODES.arrayNode();
        Map<Double, String> seen = new HashMap<>();
        boolean complete = true;
        for (int i = 0; i < value.size(); i++) {
            String elementPath = path + "[" + i + "]";
            JsonNode element = decimal(value.get(i), elementPath, field);
            if (element == null) {
                complete = false;
                continue;
            }
            String first = seen.putIfAbsent(element.doubleValue(), elementPath);
            if (first != null) {
                problems.repeated(elementPath, value.get(i), first);
                complete = false;
            }
            list.add(element);
        }
        return complete ? list : null;
    }

    private @Nullable JsonNode tasks(JsonNode value, String path) {
        if (!value.isArray()) {
            problems.add(path, value, "a list of tasks, each " + SourceGrammar.TASK.allowed(), Kind.LIST, List.of());
            return null;
        }
        ArrayNode list = NODES.arrayNode();
        Map<String, String> seen = new HashMap<>();
        int before = problems.count();
        for (int i = 0; i < value.size(); i++) {
            String elementPath = path + "[" + i + "]";
            String source = SourceGrammar.TASK.read(value.get(i), elementPath, base, problems);
            if (source != null) {
                String first = seen.putIfAbsent(source, elementPath);
                if (first != null) {
                    problems.repeated(elementPath, value.get(i), first);
                }
                list.add(source);
            }
        }
        return problems.count() == before ? list : null;
    }

    private @Nullable JsonNode text(JsonNode value, String path, Field field) {
        if (!value.isTextual() || !isText(value.textValue())) {
            problems.add(path, value, allowed(field), Kind.TEXT, List.of());
            return null;
        }
        return value;
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_TEXT
                && text.chars().noneMatch(each -> Character.isISOControl(each) && each != '\t');
    }

    /** False and the empty text say that there is none. */
    private @Nullable JsonNode column(JsonNode value, String path, Field field) {
        if (value.isBoolean() && !value.booleanValue() || value.isTextual() && value.textValue().isEmpty()) {
            return NODES.textNode("");
        }
        if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 1) {
            return NODES.textNode(value.asText());
        }
        if (!value.isTextual() || !isText(value.textValue())) {
            problems.add(path, value, allowed(field), Kind.COLUMN, List.of());
            return null;
        }
        return value;
    }

    private @Nullable JsonNode file(JsonNode value, String path, Field field) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            problems.add(path, value, allowed(field), Kind.TEXT, List.of());
            return null;
        }
        try {
            return NODES.textNode(base.toAbsolutePath().resolve(value.textValue()).normalize().toString());
        } catch (InvalidPathException e) {
            problems.add(path, value, "no path can be written so: " + e.getReason());
            return null;
        }
    }

    private @Nullable JsonNode words(JsonNode value, String path, Field field) {
        if (!value.isArray() || value.isEmpty() || value.size() > MOST_WORDS) {
            problems.add(path, value, "a list of at least one element, each " + allowed(field), Kind.LIST, List.of());
            return null;
        }
        ArrayNode list = NODES.arrayNode();
        Map<String, String> seen = new HashMap<>();
        int before = problems.count();
        for (int i = 0; i < value.size(); i++) {
            String elementPath = path + "[" + i + "]";
            JsonNode element = value.get(i);
            String word = element.isValueNode() && !element.isNull() ? element.asText().strip() : "";
            if (!field.choices().isEmpty()) {
                choice(element, elementPath, field);
            } else if (!isText(word)) {
                problems.add(elementPath, element, allowed(field), Kind.TEXT, List.of());
            }
            String first = seen.putIfAbsent(word, elementPath);
            if (first != null) {
                problems.repeated(elementPath, element, first);
            }
            list.add(word);
        }
        return problems.count() == before ? list : null;
    }

    private static boolean inRange(BigDecimal value, Field field) {
        if (field.min() != null) {
            int low = value.compareTo(BigDecimal.valueOf(field.min()));
            if (low < 0 || low == 0 && field.minExclusive()) {
                return false;
            }
        }
        return field.max() == null || value.compareTo(BigDecimal.valueOf(field.max())) <= 0;
    }

    private static @Nullable JsonNode defaultOf(Field field) {
        Object value = field.defaultValue();
        if (value == null) {
            return null;
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number.longValue());
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number.doubleValue());
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof String word) {
            return NODES.textNode(word);
        }
        if (value instanceof List<?> elements) {
            ArrayNode list = NODES.arrayNode();
            elements.forEach(element -> {
                if (element instanceof Number number) {
                    list.add(number.doubleValue());
                } else {
                    list.add((String) element);
                }
            });
            return list;
        }
        throw new IllegalStateException("the field " + field.key() + " has a default of no known kind: " + value);
    }

    /** What a field takes, in words; of one element for lists. */
    static String allowed(Field field) {
        return switch (field.kind()) {
            case INTEGER -> "a whole number" + range(field);
            case DECIMAL, DECIMALS -> "a number" + range(field);
            case CHOICE -> "one of " + String.join(", ", field.choices());
            case FLAG -> "true or false";
            case TASKS -> SourceGrammar.TASK.allowed();
            case TEXT -> "a text of up to " + LONGEST_TEXT + " characters on one line"
                    + (field.choices().isEmpty() ? "" : ", e.g. one of " + String.join(", ", field.choices()));
            case COLUMN -> "the name of a column, its number counted from 1, or false for none";
            case FILE -> "the path of a file";
            case WORDS -> field.choices().isEmpty()
                    ? "a text of up to " + LONGEST_TEXT + " characters on one line"
                    : "one of " + String.join(", ", field.choices());
        };
    }

    private static String range(Field field) {
        String unit = field.unit().isEmpty() ? "" : " (" + field.unit() + ")";
        String low = field.min() == null ? "" : (field.minExclusive() ? " above " : " from ") + number(field.min());
        String and = field.min() != null && field.max() != null && field.minExclusive() ? " and up" : "";
        String upTo = field.min() == null ? " up to " : and + " to ";
        String high = field.max() == null ? "" : upTo + number(field.max());
        return low + high + unit;
    }

    private static List<String> ends(Field field) {
        return List.of(
                field.min() == null ? "" : number(field.min()), field.max() == null ? "" : number(field.max()));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN_INTEGER
                ? Long.toString((long) value)
                : Double.toString(value).toLowerCase(Locale.ROOT);
    }

    /** Fields and groups of them by their keys: what dotted keys mean. */
    private static final class Group {

        private final Map<String, Object> members = new LinkedHashMap<>();

        static Group of(List<Field> fields) {
            Group root = new Group();
            for (Field field : fields) {
                Group group = root;
                String key = field.key();
                for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.')) {
                    Object inner = group.members.computeIfAbsent(key.substring(0, dot), any -> new Group());
                    if (!(inner instanceof Group next)) {
                        throw new IllegalStateException("the field " + field.key() + " lies below another field");
                    }
                    group = next;
                    key = key.substring(dot + 1);
                }
                if (group.members.put(key, field) != null) {
                    throw new IllegalStateException("the field " + field.key() + " is described twice");
                }
            }
            return root;
        }
    }
}
