package org.bertrim.engine.method;

/**
 * One wrong value.
 *
 * @param path dotted path of the field
 * @param value the value as the user wrote it
 * @param allowed what would be right, in words or as a range
 */
public record FieldProblem(String path, String value, String allowed) {

    @Override
    public String toString() {
        return path + ": " + value + " is not allowed; " + allowed;
    }
}
