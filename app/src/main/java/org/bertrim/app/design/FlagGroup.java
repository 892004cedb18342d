package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;

/** Switches that lie side by side in one object of the file, such as what a search may use: one row instead of one for each. */
final class FlagGroup {

    /** Fewer switches have a row each. */
    private static final int FEWEST = 3;

    private final Draft draft;
    private final String path;
    private final String name;
    private final String explanation;
    private final List<FieldViewModel> flags;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    FlagGroup(Draft draft, String path, String name, String explanation, List<FieldViewModel> flags) {
        this.draft = draft;
        this.path = path;
        this.name = name;
        this.explanation = explanation;
        this.flags = List.copyOf(flags);
        refreshProblem();
    }

    /** The switches of each object that has enough of them in a row. */
    static List<List<FieldViewModel>> find(List<FieldViewModel> fields) {
        List<List<FieldViewModel>> groups = new ArrayList<>();
        List<FieldViewModel> run = new ArrayList<>();
        for (FieldViewModel field : fields) {
            boolean flag = field.field().kind() == Field.Kind.FLAG && field.field().key().indexOf('.') > 0;
            if (!run.isEmpty() && (!flag || !parent(field.path()).equals(parent(run.get(0).path())))) {
                groups.add(run);
                run = new ArrayList<>();
            }
            if (flag) {
                run.add(field);
            }
        }
        groups.add(run);
        return groups.stream().filter(group -> group.size() >= FEWEST).toList();
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    /** Where the object stands in the draft. */
    String path() {
        return path;
    }

    String name() {
        return name;
    }

    String explanation() {
        return explanation;
    }

    List<FieldViewModel> flags() {
        return flags;
    }

    long chosen() {
        return flags.stream().filter(FieldViewModel::flag).count();
    }

    /** Every switch as it is by default. */
    void reset() {
        flags.stream().filter(flag -> flag.set().get()).forEach(FieldViewModel::reset);
    }


    /** What is wrong with the switches as a whole, empty if nothing is. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    void refreshProblem() {
        List<FieldProblem> found = draft.problems().getOrDefault(path, List.of());
        problem.set(found.isEmpty() ? "" : flags.get(0).words().problem(found.get(0)));
    }
}
