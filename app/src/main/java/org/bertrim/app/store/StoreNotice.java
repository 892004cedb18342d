package org.bertrim.app.store;

/**
 * Something about the store that the user should know.
 *
 * @param kind what has happened
 * @param detail a file or a reason that belongs to it, empty if there is none
 */
public record StoreNotice(Kind kind, String detail) {

    /** What can happen to a store. */
    public enum Kind {
        /** Another window has the workspace open: nothing is started or written here. */
        READ_ONLY("read-only"),
        /** The workspace cannot be written to, {@code detail} says why: its runs can be looked at. */
        UNWRITABLE("unwritable"),
        /** The store was damaged; it was made anew, and what the user wrote comes from a backup, which {@code detail} names. */
        RESTORED("restored"),
        /** The store was damaged and there was no backup: it was made anew; {@code detail} is where the damaged one lies. */
        REBUILT("rebuilt");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Last part of the text's key. */
        public String key() {
            return key;
        }
    }
}
