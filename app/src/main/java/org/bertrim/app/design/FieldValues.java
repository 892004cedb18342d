package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.bertrim.app.common.Numbers;
import org.bertrim.engine.experiment.TableSettingsReader;
import org.bertrim.engine.experiment.WordList;
import org.bertrim.engine.method.Field;
import org.jspecify.annotations.Nullable;

/** Values of fields between the draft, which has JSON, and controls, which have text and numbers. */
final class FieldValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FieldValues() {}

    /** Whether both are the same value, however a number is written. */
    static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.doubleValue() == b.doubleValue();
        }
        if (a.isArray() && b.isArray() && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }

    /** A field's value as it stands in its text field; of words in one line also numbers are words. */
    static String write(Field field, JsonNode node) {
        boolean words = field.kind() == Field.Kind.WORDS && node.isArray()
                && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isValueNode);
        return words
                ? WordList.join(StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList())
                : write(node);
    }

    private static String write(JsonNode node) {
        if (node.isNumber()) {
            return Numbers.setting(node.doubleValue()).replace('−', '-');
        }
        if (node.isArray() && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isTextual)) {
            return WordList.join(StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList());
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    /** What was typed, as a number where one is wanted; tasks and words are separated by commas. */
    static JsonNode typed(Field field, String typed) {
        switch (field.kind()) {
            case TASKS -> {
                ArrayNode sources = NODES.arrayNode();
                Arrays.stream(typed.split(",")).map(String::strip).filter(each -> !each.isEmpty()).forEach(sources::add);
                return sources;
            }
            case TEXT, COLUMN, FILE, WORDS, FLAG, CHOICE -> {
                return TableSettingsReader.typed(field, typed);
            }
            default -> {
                return number(field, typed);
            }
        }
    }

    private static JsonNode number(Field field, String typed) {
        try {
            BigDecimal number = new BigDecimal(typed.replace('−', '-'));
            if (field.kind() == Field.Kind.INTEGER) {
                return number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(new BigDecimal("1e18")) < 0
                        ? whole(number.longValueExact())
                        : NODES.numberNode(number.doubleValue());
            }
            return decimal(number.doubleValue());
        } catch (NumberFormatException e) {
            return NODES.textNode(typed);
        }
    }

    static JsonNode whole(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    static JsonNode decimal(double value) {
        return NODES.numberNode(value);
    }

    /** The default of a field; null where it is open. */
    static @Nullable JsonNode standard(Field field) {
        Object value = field.defaultValue();
        if (value instanceof Long number) {
            return whole(number);
        }
        if (value instanceof Double number) {
            return decimal(number);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof String word) {
            return NODES.textNode(word);
        }
        if (value instanceof List<?> list) {
            ArrayNode nodes = NODES.arrayNode();
            list.forEach(element -> {
                if (element instanceof Number number) {
                    nodes.add(number.doubleValue());
                } else {
                    nodes.add((String) element);
                }
            });
            return nodes;
        }
        return null;
    }
}
