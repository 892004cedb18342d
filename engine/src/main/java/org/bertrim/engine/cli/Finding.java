package org.bertrim.engine.cli;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One thing that was looked at.
 *
 * @param subject what it is
 * @param text what was found
 * @param remedy what to do about it, empty if there is nothing to do
 */
public record Finding(Status status, String subject, String text, String remedy) {

    /** How it is. */
    public enum Status {
        /** There and usable. */
        OK("ok"),
        /** Not there, and not needed. */
        NOTE("note"),
        /** Not there, and training needs it. */
        MISSING("missing");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        @JsonValue
        String word() {
            return word;
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(Status.OK, subject, text, "");
    }

    static Finding note(String subject, String text, String remedy) {
        return new Finding(Status.NOTE, subject, text, remedy);
    }

    static Finding missing(String subject, String text, String remedy) {
        return new Finding(Status.MISSING, subject, text, remedy);
    }
}
