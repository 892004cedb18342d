package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.experiment.FieldTexts;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.model.ModelShape;

/** A part of the form, made from field descriptions and from nothing else. */
final class FormViewModel {

    private final List<FieldViewModel> fields = new ArrayList<>();
    private final List<FlagGroup> groups = new ArrayList<>();
    private final Set<String> leading;

    /** A part of the form in which what may stay open is folded away. */
    FormViewModel(
            Draft draft,
            Texts texts,
            FieldTexts fieldTexts,
            String owner,
            String prefix,
            List<Field> descriptions,
            Supplier<Optional<ModelShape>> teacher) {
        this(draft, texts, fieldTexts, owner, prefix, descriptions, teacher, Set.of());
    }

    /**
     * A part of the form.
     *
     * @param leading keys of fields that are always shown, though they may stay open
     * @param owner whose texts the fields have
     * @param prefix put before each key to get its path in the draft, e.g. {@code method.}
     */
    FormViewModel(
            Draft draft,
            Texts texts,
            FieldTexts fieldTexts,
            String owner,
            String prefix,
            List<Field> descriptions,
            Supplier<Optional<ModelShape>> teacher,
            Set<String> leading) {
        this.leading = leading;
        for (Field field : descriptions) {
            fields.add(new FieldViewModel(
                    draft, prefix + field.key(), field, new FieldWords(texts, fieldTexts, owner, field), teacher));
        }
        for (List<FieldViewModel> flags : FlagGroup.find(fields)) {
            String path = FlagGroup.parent(flags.get(0).path());
            String key = path.substring(prefix.length());
            groups.add(new FlagGroup(
                    draft,
                    path,
                    or(() -> fieldTexts.name(owner, key), key),
                    or(() -> fieldTexts.explanation(owner, key), ""),
                    flags));
        }
    }

    private static String or(Supplier<String> text, String otherwise) {
        try {
            return text.get();
        } catch (MissingResourceException e) {
            return otherwise; // a method that came without texts
        }
    }

    /** The row of switches that a field is shown in, if it has none of its own. */
    Optional<FlagGroup> group(FieldViewModel field) {
        return groups.stream().filter(group -> group.flags().contains(field)).findFirst();
    }

    /** Fields that are always shown, in the order of their descriptions: those that have a default, and the leading ones. */
    List<FieldViewModel> main() {
        return fields.stream().filter(this::isMain).toList();
    }

    /** Fields that may stay open; they inherit or leave the choice to the program. */
    List<FieldViewModel> open() {
        return fields.stream().filter(each -> !isMain(each)).toList();
    }

    private boolean isMain(FieldViewModel field) {
        return field.field().defaultValue() != null || leading.contains(field.field().key());
    }

    List<FieldViewModel> all() {
        return List.copyOf(fields);
    }

    Optional<FieldViewModel> field(String path) {
        return fields.stream().filter(each -> each.path().equals(path)).findFirst();
    }

    void refresh() {
        fields.forEach(FieldViewModel::refresh);
    }

    void refreshProblems() {
        fields.forEach(FieldViewModel::refreshProblem);
        groups.forEach(FlagGroup::refreshProblem);
    }
}
