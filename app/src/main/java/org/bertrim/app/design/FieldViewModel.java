package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.model.ModelShape;
import org.jspecify.annotations.Nullable;

/** One field of the form: its description, its value in the draft, and what is wrong with it. */
final class FieldViewModel {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String YES = "true";
    private static final String NO = "false";

    private final Draft draft;
    private final String path;
    private final Field field;
    private final FieldWords words;
    private final Supplier<Optional<ModelShape>> teacher;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper set = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper guess = new ReadOnlyStringWrapper("");
    private final ObservableList<String> offered = FXCollections.observableArrayList();

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
        SHARES,
        TEXT,
        FILE
    }

    Field field() {
        return field;
    }

    Control control() {
        return switch (field.kind()) {
            case INTEGER, DECIMAL -> Control.NUMBER;
            case CHOICE, COLUMN -> Control.CHOICE;
            case FLAG -> optional() ? Control.CHOICE : Control.FLAG;
            case DECIMALS -> Control.SHARES;
            case TEXT -> field.choices().isEmpty() ? Control.TEXT : Control.CHOICE;
            case FILE -> Control.FILE;
            case TASKS, WORDS -> Control.TEXT;
        };
    }

    /**
     * Words to choose from; of a form such as {@code run:ID} that word of it which the draft has, if any. The empty word
     * stands for leaving the field open.
     */
    List<String> choices() {
        List<String> all = new ArrayList<>();
        if (optional()) {
            all.add("");
        }
        if (field.kind() == Field.Kind.FLAG) {
            all.addAll(List.of(YES, NO));
        } else if (field.kind() == Field.Kind.COLUMN) {
            all.add(NO);
        }
        all.addAll(field.choices());
        all.addAll(offered);
        all.removeIf(Field::isForm);
        String now = text.get();
        if (!now.isEmpty() && !all.contains(now)) {
            all.add(now);
        }
        return List.copyOf(all);
    }

    /** The words that the description names, whatever a table or draft adds to them. */
    List<String> described() {
        return field.choices().stream().filter(word -> !Field.isForm(word)).toList();
    }

    /** What a choice means, in the user's language; of the empty word what it then is. */
    String meaning(String word) {
        return word.isEmpty() ? openWords() : words.choice(word);
    }

    /** What stands in a field that is left open: what was found out, if anything was. */
    String openWords() {
        return guess.get().isEmpty() ? words.open() : words.guessed(guess.get());
    }

    /** What is used while the field is left open, in words; empty where nobody knows. */
    ReadOnlyStringProperty guess() {
        return guess.getReadOnlyProperty();
    }

    /** Says what is used while the field is left open, as it would stand in the file; empty where nobody knows. */
    void guess(@Nullable JsonNode found) {
        String written = found == null ? "" : FieldValues.write(field, found);
        boolean none = field.kind() == Field.Kind.COLUMN && found != null && written.isEmpty();
        guess.set(none ? words.choice(NO) : control() == Control.CHOICE ? words.choice(written) : written);
    }

    /** Words that can be chosen besides those of the description, such as the columns of a table. */
    ObservableList<String> offered() {
        return offered;
    }

    /** Whether other words may be typed as well. */
    boolean open() {
        return field.kind() == Field.Kind.TEXT || field.choices().stream().anyMatch(Field::isForm);
    }

    /** The word that is meant by what was typed or chosen: one of the choices by its meaning, else what was typed. */
    String word(String shown) {
        return choices().stream().filter(each -> meaning(each).equals(shown.strip())).findFirst().orElse(shown.strip());
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
        JsonNode node = draft.value(path).orElseGet(() -> FieldValues.standard(field));
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
        draft.set(path, FieldValues.typed(field, trimmed));
        draft.settle();
    }

    /** Takes a slider's place, 0 to 1; moves that follow each other are one step of undo. */
    void slide(double position) {
        double value = SliderScale.of(field).value(position);
        if (number().isPresent() && number().getAsDouble() == value) {
            return;
        }
        draft.set(path, field.kind() == Field.Kind.INTEGER ? FieldValues.whole(Math.round(value)) : FieldValues.decimal(value));
    }

    /** The slider was let go. */
    void settle() {
        draft.settle();
    }

    /** Takes a choice; the empty word leaves the field open. */
    void choose(String word) {
        if (word.equals(text.get())) {
            return;
        }
        draft.settle();
        if (word.isEmpty()) {
            draft.clear(path);
        } else {
            draft.set(path, FieldValues.typed(field, word));
            draft.settle();
        }
    }

    void choose(boolean flag) {
        draft.settle();
        draft.set(path, NODES.booleanNode(flag));
        draft.settle();
    }

    boolean flag() {
        JsonNode node = draft.value(path).orElseGet(() -> FieldValues.standard(field));
        return node != null && node.asBoolean();
    }

    void reset() {
        draft.clear(path);
    }

    /** The value as a list of shares. */
    ShareList shares() {
        return new ShareList(draft, path, field, teacher);
    }

    // following the draft

    void refresh() {
        Optional<JsonNode> own = draft.value(path);
        JsonNode standard = FieldValues.standard(field);
        set.set(own.isPresent());
        changed.set(own.isPresent() && (standard == null || !FieldValues.same(own.get(), standard)));
        JsonNode shown = own.orElse(standard);
        text.set(shown == null ? "" : FieldValues.write(field, shown));
    }

    void refreshProblem() {
        List<FieldProblem> found = draft.problems().getOrDefault(path, List.of());
        problem.set(found.isEmpty() ? "" : words.problem(found.get(0)));
    }
}
