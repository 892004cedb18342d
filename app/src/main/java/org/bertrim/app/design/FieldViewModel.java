package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Numbers;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.model.ModelShape;
import org.jspecify.annotations.Nullable;

/** One field of the form: its description, its value in the draft, and what is wrong with it. */
final class FieldViewModel {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Draft draft;
    private final String path;
    private final Field field;
    private final FieldWords words;
    private final Supplier<Optional<ModelShape>> teacher;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper set = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /**
     * A field.
     *
     * @param path where its value stands in the draft
     * @param teacher shape of the layers that are used, if it is known
     */
    FieldViewModel(
            Draft draft, String path, Field field, FieldWords words, Supplier<Optional<ModelShape>> teacher) {
        this.draft = draft;
        this.path = path;
        this.field = field;
        this.words = words;
        this.teacher = teacher;
        refresh();
        refreshProblem();
    }

    /** What kind of control it needs. */
    enum Control {
        NUMBER,
        CHOICE,
        FLAG,
        SHARES
    }

    Field field() {
        return field;
    }

    Control control() {
        return switch (field.kind()) {
            case INTEGER, DECIMAL -> Control.NUMBER;
            case CHOICE -> Control.CHOICE;
            case FLAG -> Control.FLAG;
            case DECIMALS -> Control.SHARES;
        };
    }

    List<String> choices() {
        return field.choices();
    }

    /** Whether it may stay open. */
    boolean optional() {
        return field.defaultValue() == null;
    }

    String path() {
        return path;
    }

    FieldWords words() {
        return words;
    }

    /** The value as it is written in a text field. */
    ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** Whether it differs from the default. */
    ReadOnlyBooleanProperty changed() {
        return changed.getReadOnlyProperty();
    }

    /** Whether the draft says anything about it. */
    ReadOnlyBooleanProperty set() {
        return set.getReadOnlyProperty();
    }

    /** What is wrong with it, empty if nothing is. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The value as a number, empty where it is open or no number. */
    OptionalDouble number() {
        JsonNode node = draft.value(path).orElseGet(this::defaultNode);
        return node != null && node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
    }

    /** Whether a slider serves. */
    boolean slides() {
        return SliderScale.placeable(field);
    }

    /** Where a slider stands; 0 where there is no number. */
    double position() {
        return !slides() || number().isEmpty()
                ? 0
                : SliderScale.of(field).position(number().getAsDouble());
    }

    /** Takes what was typed; what is no number is kept as it is, with a problem beside it. Empty means the default. */
    void enter(String typed) {
        String trimmed = typed.strip();
        if (trimmed.equals(text.get())) {
            return;
        }
        draft.settle();
        if (trimmed.isEmpty()) {
            draft.clear(path);
            return;
        }
        draft.set(path, node(trimmed));
        draft.settle();
    }

    /** Takes a slider's place, 0 to 1; moves that follow each other are one step of undo. */
    void slide(double position) {
        double value = SliderScale.of(field).value(position);
        if (number().isPresent() && number().getAsDouble() == value) {
            return;
        }
        draft.set(path, field.kind() == Field.Kind.INTEGER ? whole(Math.round(value)) : decimal(value));
    }

    /** The slider was let go. */
    void settle() {
        draft.settle();
    }

    void choose(String word) {
        if (!word.equals(text.get())) {
            draft.settle();
            draft.set(path, NODES.textNode(word));
            draft.settle();
        }
    }

    void choose(boolean flag) {
        draft.settle();
        draft.set(path, NODES.booleanNode(flag));
        draft.settle();
    }

    boolean flag() {
        JsonNode node = draft.value(path).orElseGet(this::defaultNode);
        return node != null && node.asBoolean();
    }

    void reset() {
        draft.clear(path);
    }

    // lists of shares

    Shares shares() {
        return Shares.of(field, teacher.get());
    }

    /** The elements that are numbers, in their order. */
    List<Double> elements() {
        JsonNode node = draft.value(path).orElseGet(this::defaultNode);
        List<Double> elements = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(element -> {
                if (element.isNumber()) {
                    elements.add(element.doubleValue());
                }
            });
        }
        return elements;
    }

    /** Whether the list has this number already, or one that keeps as many heads or layers. */
    boolean has(double share) {
        Shares shares = shares();
        return elements().stream()
                .anyMatch(each -> each == share || shares.snaps() && shares.count(each) == shares.count(share));
    }

    /** Adds a number at its place from large to small, snapped; refuses one that is there already. */
    boolean add(double share) {
        double snapped = shares().snap(share);
        if (has(snapped)) {
            return false;
        }
        List<Double> elements = new ArrayList<>(elements());
        int at = 0;
        while (at < elements.size() && elements.get(at) > snapped) {
            at++;
        }
        elements.add(at, snapped);
        elements(elements);
        return true;
    }

    /** Puts another number in the place of one; refuses one that is there already. */
    boolean change(int index, double share) {
        double snapped = shares().snap(share);
        List<Double> elements = new ArrayList<>(elements());
        double before = elements.remove(index);
        if (before == snapped) {
            return true;
        }
        Shares shares = shares();
        boolean there = elements.stream()
                .anyMatch(each -> each == snapped || shares.snaps() && shares.count(each) == shares.count(snapped));
        if (there) {
            return false;
        }
        elements.add(index, snapped);
        elements(elements);
        return true;
    }

    /** Removes one; the last one stays. */
    boolean remove(int index) {
        List<Double> elements = new ArrayList<>(elements());
        if (elements.size() < 2) {
            return false;
        }
        elements.remove(index);
        elements(elements);
        return true;
    }

    private void elements(List<Double> elements) {
        ArrayNode list = NODES.arrayNode();
        elements.forEach(list::add);
        draft.settle();
        draft.set(path, list);
        draft.settle();
    }

    // following the draft

    void refresh() {
        Optional<JsonNode> own = draft.value(path);
        JsonNode standard = defaultNode();
        set.set(own.isPresent());
        changed.set(own.isPresent() && (standard == null || !same(own.get(), standard)));
        JsonNode shown = own.orElse(standard);
        text.set(shown == null ? "" : write(shown));
    }

    void refreshProblem() {
        List<FieldProblem> found = draft.problems().getOrDefault(path, List.of());
        problem.set(found.isEmpty() ? "" : words.problem(found.get(0)));
    }

    private static boolean same(JsonNode a, JsonNode b) {
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

    private static String write(JsonNode node) {
        if (node.isNumber()) {
            return Numbers.setting(node.doubleValue()).replace('−', '-');
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private JsonNode node(String typed) {
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

    private static JsonNode whole(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private static JsonNode decimal(double value) {
        return NODES.numberNode(value);
    }

    private @Nullable JsonNode defaultNode() {
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
            list.forEach(element -> nodes.add(((Number) element).doubleValue()));
            return nodes;
        }
        return null;
    }
}
