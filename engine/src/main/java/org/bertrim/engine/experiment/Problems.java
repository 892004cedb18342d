package org.bertrim.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.FieldProblem.Kind;

/** Collects what is wrong with a file, and words it. */
final class Problems {

    private static final String MISSING = "(missing)";
    private static final int LONGEST_VALUE = 60;
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_#-]{1,60}");

    private final List<FieldProblem> found = new ArrayList<>();

    void add(String path, JsonNode value, String allowed) {
        found.add(new FieldProblem(path, text(value), allowed));
    }

    void add(String path, JsonNode value, String allowed, Kind kind, List<String> arguments) {
        found.add(new FieldProblem(path, text(value), allowed, kind, arguments));
    }

    void missing(String path, String allowed) {
        found.add(new FieldProblem(path, MISSING, allowed, Kind.MISSING, List.of()));
    }

    void twice(String path, JsonNode value) {
        add(path, value, "the key stands twice in its object; keep one", Kind.KEY_TWICE, List.of());
    }

    void unknown(String path, JsonNode value, String key, Collection<String> known) {
        Optional<String> near = nearest(key, known);
        if (near.isPresent()) {
            String hint = "unknown key; did you mean " + near.get() + "?";
            add(path, value, hint, Kind.UNKNOWN_KEY_NEAR, List.of(near.get()));
            return;
        }
        String hint = known.isEmpty()
                ? "unknown key; nothing can be set here"
                : "unknown key; the keys here are " + String.join(", ", known);
        add(path, value, hint, Kind.UNKNOWN_KEY, List.copyOf(known));
    }

    /** A word that is none of those that are allowed. */
    void choice(String path, JsonNode value, List<String> words) {
        String allowed = "one of " + String.join(", ", words);
        Optional<String> near = value.isTextual() ? nearest(value.textValue(), words) : Optional.empty();
        if (near.isPresent()) {
            List<String> arguments = new ArrayList<>(words);
            arguments.add(0, near.get());
            add(path, value, allowed + "; did you mean " + near.get() + "?", Kind.CHOICE_NEAR, arguments);
        } else {
            add(path, value, allowed, Kind.CHOICE, words);
        }
    }

    /** An element of a list that stands in it already, at {@code first}. */
    void repeated(String path, JsonNode value, String first) {
        add(path, value, "the same stands in " + first + "; each must be another", Kind.TWICE, List.of(first));
    }

    void addAll(Collection<FieldProblem> problems) {
        found.addAll(problems);
    }

    int count() {
        return found.size();
    }

    List<FieldProblem> found() {
        return List.copyOf(found);
    }

    /** The path of a key below an object; keys that would make it ambiguous are quoted. */
    static String below(String path, String key) {
        String name = PLAIN_KEY.matcher(key).matches() ? key : '"' + shorten(key) + '"';
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The word that a misspelt one was most likely meant to be. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String best = null;
        int bestDistance = Math.min(word.length(), LONGEST_VALUE) / 3 + 1;
        for (String candidate : known) {
            int distance = distance(normal(word), normal(candidate));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String normal(String word) {
        return shorten(word).toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static String text(JsonNode value) {
        return shorten(value.toString());
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    /** How many letters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int best = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = best;
            }
        }
        return rows[a.length()][b.length()];
    }
}
