package org.bertrim.engine.experiment;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.FieldProblem.Kind;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.model.ModelShape;
import org.jspecify.annotations.Nullable;

/** Checks that an experiment's settings go together with the shape of its teacher. */
final class TeacherFit {

    private TeacherFit() {}

    /** What does not go together with a teacher of this shape. */
    static List<FieldProblem> problems(
            ModelShape shape,
            TeacherChoice teacher,
            TaskChoice task,
            @Nullable MethodChoice method,
            List<Method<?>> methods) {
        List<FieldProblem> found = new ArrayList<>();
        ModelShape used = shape;
        if (teacher.layers() != null && teacher.layers() > shape.layers()) {
            found.add(new FieldProblem(
                    "teacher.layers",
                    teacher.layers().toString(),
                    "this teacher has " + shape.layers() + " layers",
                    Kind.TEACHER_LAYERS,
                    List.of(Integer.toString(shape.layers()))));
        } else if (teacher.layers() != null) {
            used = shape.firstLayers(teacher.layers());
        }
        if (task.maxTokens() > shape.positions()) {
            found.add(new FieldProblem(
                    "task.maxTokens",
                    Integer.toString(task.maxTokens()),
                    "this teacher takes at most " + shape.positions() + " tokens",
                    Kind.TEACHER_TOKENS,
                    List.of(Integer.toString(shape.positions()))));
        }
        if (method != null) {
            for (Method<?> each : methods) {
                if (each.type().equals(method.type())) {
                    check(each, method.settings(), used)
                            .forEach(problem -> found.add(problem.below("method")));
                }
            }
        }
        return found;
    }

    private static <S extends Record> List<FieldProblem> check(Method<S> method, Record settings, ModelShape shape) {
        return method.check(method.settingsType().cast(settings), shape);
    }
}
