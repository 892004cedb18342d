package org.bertrim.app.design;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.teacher.TeacherEntry;
import org.bertrim.engine.teacher.Teachers;

/** Which model to start from, and how many of its layers. */
final class TeacherViewModel {

    private static final String SOURCE = "teacher.source";
    private static final String LAYERS = "teacher.layers";

    /**
     * One card.
     *
     * @param shape layers × hidden units, heads, parameters
     * @param origin where it comes from and under which licence
     */
    record Card(String source, String title, String shape, String origin, String licence) {}

    private final Draft draft;
    private final Teachers teachers;
    private final List<Card> cards;
    private final ReadOnlyStringWrapper selected = new ReadOnlyStringWrapper("");
    private final Texts texts;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<ModelShape>> shape = new ReadOnlyObjectWrapper<>(Optional.empty());

    TeacherViewModel(Draft draft, Teachers teachers, Texts texts) {
        this.teachers = teachers;
        this.texts = texts;
        this.draft = draft;
        this.cards = teachers.catalogue().stream()
                .map(entry -> new Card(
                        entry.source(),
                        entry.title(),
                        texts.get(
                                "design.teacher-shape",
                                entry.shape().layers(),
                                entry.shape().hidden(),
                                entry.shape().heads(),
                                Numbers.count(entry.parameters())),
                        entry.origin(),
                        entry.licence()))
                .toList();
        refresh();
    }

    List<Card> cards() {
        return cards;
    }

    /** The source that the draft names, whether or not it is a card's. */
    ReadOnlyStringProperty selected() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Shape of the layers that are used; empty while no known teacher is chosen. */
    Optional<ModelShape> shape() {
        return shape.get();
    }

    ReadOnlyObjectProperty<Optional<ModelShape>> shapeProperty() {
        return shape.getReadOnlyProperty();
    }

    /** How many layers the chosen teacher has; 0 while none is chosen. */
    int wholeLayers() {
        return whole().map(ModelShape::layers).orElse(0);
    }

    /** How many of them are used. */
    int layers() {
        return shape().map(ModelShape::layers).orElse(0);
    }

    void choose(String source) {
        if (!source.equals(selected.get())) {
            draft.settle();
            draft.set(SOURCE, JsonNodeFactory.instance.textNode(source));
            draft.settle();
        }
    }

    /** Uses only the first layers; all of them if there are no more. */
    void useLayers(int count) {
        if (count == layers()) {
            return;
        }
        if (count >= wholeLayers()) {
            draft.set(LAYERS, JsonNodeFactory.instance.numberNode(wholeLayers()));
            return;
        }
        draft.set(LAYERS, JsonNodeFactory.instance.numberNode(Math.max(1, count)));
    }

    void allLayers() {
        draft.clear(LAYERS);
    }

    void settle() {
        draft.settle();
    }

    void refresh() {
        selected.set(draft.value(SOURCE).map(node -> node.asText()).orElse(""));
        shape.set(whole().map(all -> draft.value(LAYERS)
                .filter(node -> node.canConvertToInt() && node.intValue() >= 1 && node.intValue() <= all.layers())
                .map(node -> all.firstLayers(node.intValue()))
                .orElse(all)));
    }

    void refreshProblem() {
        problem.set(draft.problems().getOrDefault(SOURCE, List.of()).stream()
                .findFirst()
                .or(() -> draft.problems().getOrDefault("teacher", List.of()).stream().findFirst())
                .map(each -> ProblemWords.of(texts, each))
                .orElse(""));
    }

    private Optional<ModelShape> whole() {
        return teachers.catalogue().stream()
                .filter(entry -> entry.source().equals(selected.get()))
                .map(TeacherEntry::shape)
                .findFirst();
    }
}
