package org.bertrim.app.design;

import java.util.List;
import java.util.Locale;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.method.FieldProblem;

/** Says what is wrong with a draft in the user's language; what has no words of its own is said as the engine does. */
final class ProblemWords {

    private ProblemWords() {}

    /** What is wrong and what would be right, for the side of a field. */
    static String of(Texts texts, FieldProblem problem) {
        List<String> arguments = problem.arguments();
        return switch (problem.kind()) {
            case OTHER -> problem.allowed();
            case WHOLE_NUMBER, NUMBER -> number(texts, problem);
            case UNKNOWN_KEY -> arguments.isEmpty()
                    ? texts.get("design.problem.no-keys")
                    : texts.get(key(problem), join(texts, arguments));
            case CHOICE, NOT_AN_OBJECT, TASK_METHODS -> texts.get(key(problem), join(texts, arguments));
            case CHOICE_NEAR -> texts.get(
                    key(problem), arguments.get(0), join(texts, arguments.subList(1, arguments.size())));
            case UNKNOWN_KEY_NEAR, TWICE, TEACHER_LAYERS, TEACHER_TOKENS, TEACHER_NOT_HERE -> texts.get(key(problem), arguments.get(0));
            case KEY_TWICE, MISSING, FLAG, LIST, TEXT, COLUMN, METHOD_TASKS, TASK_AUGMENTED -> texts.get(key(problem));
        };
    }

    /** The same with the place and the value, where no field shows them. */
    static String whole(Texts texts, FieldProblem problem) {
        return problem.kind() == FieldProblem.Kind.OTHER
                ? problem.toString()
                : texts.get("design.problem.at", problem.path(), problem.value(), of(texts, problem));
    }

    private static String number(Texts texts, FieldProblem problem) {
        String low = problem.arguments().get(0);
        String high = problem.arguments().get(1);
        String end = low.isEmpty() || high.isEmpty() ? "" : texts.get("design.range", low, high);
        return texts.get(key(problem) + (end.isEmpty() ? ".any" : ""), end);
    }

    private static String key(FieldProblem problem) {
        return "design.problem." + problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String join(Texts texts, List<String> words) {
        return String.join(texts.get("design.separator"), words);
    }
}
