package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.model.ModelShape;

/** A list of shares in the draft, e.g. widths, none of which stands there twice. */
final class ShareList {

    private final Draft draft;
    private final String path;
    private final Field field;
    private final Supplier<Optional<ModelShape>> teacher;

    ShareList(Draft draft, String path, Field field, Supplier<Optional<ModelShape>> teacher) {
        this.draft = draft;
        this.path = path;
        this.field = field;
        this.teacher = teacher;
    }

    /** What the shares are of, and where they snap. */
    Shares kind() {
        return Shares.of(field, teacher.get());
    }

    /** The elements that are numbers, in their order. */
    List<Double> elements() {
        JsonNode node = draft.value(path).orElseGet(() -> FieldValues.standard(field));
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
        Shares shares = kind();
        return elements().stream()
                .anyMatch(each -> each == share || shares.snaps() && shares.count(each) == shares.count(share));
    }

    /** Adds a number at its place from large to small, snapped; refuses one that is there already. */
    boolean add(double share) {
        double snapped = kind().snap(share);
        if (has(snapped)) {
            return false;
        }
        List<Double> elements = new ArrayList<>(elements());
        int at = 0;
        while (at < elements.size() && elements.get(at) > snapped) {
            at++;
        }
        elements.add(at, snapped);
        write(elements);
        return true;
    }

    /** Puts another number in the place of one; refuses one that is there already. */
    boolean change(int index, double share) {
        double snapped = kind().snap(share);
        List<Double> elements = new ArrayList<>(elements());
        double before = elements.remove(index);
        if (before == snapped) {
            return true;
        }
        Shares shares = kind();
        boolean there = elements.stream()
                .anyMatch(each -> each == snapped || shares.snaps() && shares.count(each) == shares.count(snapped));
        if (there) {
            return false;
        }
        elements.add(index, snapped);
        write(elements);
        return true;
    }

    /** Removes one; the last one stays. */
    boolean remove(int index) {
        List<Double> elements = new ArrayList<>(elements());
        if (elements.size() < 2) {
            return false;
        }
        elements.remove(index);
        write(elements);
        return true;
    }

    private void write(List<Double> elements) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        elements.forEach(list::add);
        draft.settle();
        draft.set(path, list);
        draft.settle();
    }
}
