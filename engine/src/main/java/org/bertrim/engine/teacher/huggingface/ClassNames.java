package org.bertrim.engine.teacher.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Matches the classes of a checkpoint with those of a task by their names, as every checkpoint has an order of its own. */
public final class ClassNames {

    /** What a class without a name is called, with its number behind it. */
    public static final String UNNAMED = "LABEL_";

    private ClassNames() {}

    /**
     * Where the classes of a task stand among those of a checkpoint. Case, and whether words are joined by hyphens, underlines or blanks, does
     * not matter; classes without names are in the task's order.
     *
     * @return for each class of the task its number in the checkpoint; empty if they are not the same classes
     */
    public static Optional<int[]> places(List<String> task, List<String> checkpoint) {
        if (task.size() != checkpoint.size()) {
            return Optional.empty();
        }
        List<String> known = checkpoint.stream().map(ClassNames::plain).toList();
        boolean unnamed = true;
        for (int i = 0; i < known.size(); i++) {
            unnamed &= known.get(i).equals(plain(UNNAMED + i));
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < task.size(); i++) {
            places.add(unnamed ? i : known.indexOf(plain(task.get(i))));
        }
        boolean all = !places.contains(-1) && places.stream().distinct().count() == task.size();
        return all ? Optional.of(places.stream().mapToInt(Integer::intValue).toArray()) : Optional.empty();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
    }
}
