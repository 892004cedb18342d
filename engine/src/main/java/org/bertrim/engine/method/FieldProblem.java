package org.bertrim.engine.method;

import java.util.List;

/**
 * One wrong value.
 *
 * @param path dotted path of the field
 * @param value the value as the user wrote it
 * @param allowed what would be right, in words or as a range
 * @param kind the same for a program that says it in another language
 * @param arguments what goes with the kind
 */
public record FieldProblem(String path, String value, String allowed, Kind kind, List<String> arguments) {

    /** What is wrong; behind each its arguments. */
    public enum Kind {
        /** Only in words. */
        OTHER,
        /** Nobody knows the key: the keys that there are, possibly none. */
        UNKNOWN_KEY,
        /** Nobody knows the key: the one that is most like it. */
        UNKNOWN_KEY_NEAR,
        /** The key stands twice. */
        KEY_TWICE,
        /** Not there: nothing. */
        MISSING,
        /** Not an object: its keys. */
        NOT_AN_OBJECT,
        /** No whole number, or out of range: lowest and highest, empty where there is no end. */
        WHOLE_NUMBER,
        /** No number, or out of range: lowest and highest, empty where there is no end. */
        NUMBER,
        /** None of these words: the words. */
        CHOICE,
        /** None of these words: the most likely one, then the words. */
        CHOICE_NEAR,
        /** Neither true nor false. */
        FLAG,
        /** No text, an empty one, or one that is too long or goes over lines. */
        TEXT,
        /** Neither a name nor a number of a column, nor false. */
        COLUMN,
        /** No list, or an empty one. */
        LIST,
        /** Stands in the list already: where. */
        TWICE,
        /** More layers than the teacher has: its layers. */
        TEACHER_LAYERS,
        /** More tokens than the teacher takes: how many it takes. */
        TEACHER_TOKENS,
        /** The teacher has to be downloaded first: its source. */
        TEACHER_NOT_HERE,
        /** A method that does not learn what the task predicts: the methods that do. */
        TASK_METHODS,
        /** A task that predicts what this method does not learn: nothing. */
        METHOD_TASKS,
        /** Augmentation of a task whose rows cannot be augmented: nothing. */
        TASK_AUGMENTED
    }

    /** Copies the list. */
    public FieldProblem {
        arguments = List.copyOf(arguments);
    }

    /** A problem that can only be said in words. */
    public FieldProblem(String path, String value, String allowed) {
        this(path, value, allowed, Kind.OTHER, List.of());
    }

    /** The same below another path. */
    public FieldProblem below(String parent) {
        return new FieldProblem(parent + "." + path, value, allowed, kind, arguments);
    }

    @Override
    public String toString() {
        return path + ": " + value + " is not allowed; " + allowed;
    }
}
