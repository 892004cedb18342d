package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.common.AppContext;
import org.bertrim.engine.experiment.InvalidExperiment;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.SharedFields;

/** The drafts on the disk: which one is on the screen, keeping it, opening another. */
final class DraftDesk {

    /** How a draft stands. */
    enum Saved {
        /** Nothing has been changed yet, so there is nothing to write. */
        NEW,
        /** Not written yet. */
        NO,
        /** On the disk as it is on the screen. */
        YES
    }

    private final AppContext context;
    private final Draft draft;
    private final DraftStore store;
    private final Latest<DraftStore.Opened, String> saving;
    private final ReadOnlyObjectWrapper<Saved> saved = new ReadOnlyObjectWrapper<>(Saved.NEW);
    private final ObservableList<DraftStore.Entry> drafts = FXCollections.observableArrayList();
    private String draftId = "";

    DraftDesk(AppContext context, Draft draft) {
        this.context = context;
        this.draft = draft;
        this.store = new DraftStore(context.workspace());
        this.saving = new Latest<>(
                context.background(),
                opened -> {
                    store.write(opened.id(), opened.tree());
                    return opened.id();
                },
                id -> saved.set(Saved.YES),
                context.failures()::report);
    }

    ReadOnlyObjectProperty<Saved> saved() {
        return saved.getReadOnlyProperty();
    }

    /** All drafts, as of the last {@link #list()}. */
    ObservableList<DraftStore.Entry> entries() {
        return drafts;
    }

    /** Of the draft on the screen; empty before it is first written. */
    String id() {
        return draftId;
    }

    /** Opens an experiment as a new draft. */
    void load(JsonNode experiment) {
        draftId = "";
        draft.open(experiment instanceof ObjectNode object ? object.deepCopy() : Json.mapper().createObjectNode());
    }

    /** Begins a new draft with the first preset. */
    void newDraft() {
        load(Presets.load(Presets.names().get(0)));
    }

    /** Opens an experiment file as a new draft; its relative paths become absolute. */
    void openFile(Path file) {
        context.background().run(
                () -> {
                    JsonNode tree = Json.read(file);
                    if (!(tree instanceof ObjectNode)) {
                        throw new InvalidExperiment(
                                file.toString(),
                                List.of(new FieldProblem("the file", "what stands there", "one object")));
                    }
                    Path folder = file.toAbsolutePath().getParent();
                    ObjectNode whole = absolute((ObjectNode) tree, "teacher.source", folder);
                    return absoluteFiles(absolute(whole, "task.source", folder), folder);
                },
                this::load,
                context.failures()::report);
    }

    /** The same of the settings that are paths. */
    private static ObjectNode absoluteFiles(ObjectNode tree, Path folder) {
        ObjectNode whole = tree;
        for (Field field : SharedFields.table()) {
            JsonNode file = JsonTree.at(whole, "task." + field.key());
            if (field.kind() == Field.Kind.FILE && file != null && file.isTextual()) {
                String there = folder.resolve(file.textValue()).normalize().toString();
                whole = JsonTree.with(whole, "task." + field.key(), JsonNodeFactory.instance.textNode(there));
            }
        }
        return whole;
    }

    private static ObjectNode absolute(ObjectNode tree, String path, Path folder) {
        JsonNode source = JsonTree.at(tree, path);
        for (String scheme : List.of("folder:", "glue:", "squad:", "table:")) {
            if (source != null && source.asText().startsWith(scheme)) {
                Path there = folder.resolve(source.asText().substring(scheme.length())).normalize();
                return JsonTree.with(tree, path, JsonNodeFactory.instance.textNode(scheme + there));
            }
        }
        return tree;
    }

    /** Puts a draft from the disk on the screen. */
    void open(String id) {
        context.background().run(
                () -> store.read(id),
                opened -> opened.ifPresent(this::show),
                context.failures()::report);
    }

    void delete(String id) {
        context.background().run(
                () -> {
                    store.delete(id);
                    return store.list();
                },
                entries -> {
                    drafts.setAll(entries);
                    if (id.equals(draftId)) {
                        newDraft();
                    }
                },
                context.failures()::report);
    }

    void list() {
        context.background().run(store::list, drafts::setAll, context.failures()::report);
    }

    /** Opens the draft that was changed last, unless another one has come before it is read. */
    void openLast() {
        ObjectNode shown = draft.tree().get();
        context.background().run(
                store::last,
                last -> last.filter(opened -> draft.tree().get() == shown).ifPresent(this::show),
                context.failures()::report);
    }

    private void show(DraftStore.Opened opened) {
        draftId = opened.id();
        draft.open(opened.tree());
    }

    /** Keeps the draft as it is now. */
    void save(ObjectNode tree) {
        saved.set(Saved.NO);
        if (draftId.isEmpty()) {
            String wanted = tree.path("name").asText("draft");
            draftId = "new";
            context.background().run(
                    () -> {
                        String id = store.newId(wanted);
                        store.write(id, tree);
                        return id;
                    },
                    id -> {
                        draftId = id;
                        if (draft.tree().get() == tree) {
                            saved.set(Saved.YES);
                        } else {
                            saving.submit(new DraftStore.Opened(id, draft.tree().get()));
                        }
                    },
                    context.failures()::report);
        } else if (!draftId.equals("new")) {
            saving.submit(new DraftStore.Opened(draftId, tree));
        }
    }
}
