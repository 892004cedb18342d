package org.bertrim.app.shell;

/**
 * Something that the user can have done from anywhere.
 *
 * @param id part of its text key {@code shell.command.ID}
 * @param title what it is called
 * @param keys its keys as {@link javafx.scene.input.KeyCombination#valueOf} reads them, empty if it has none
 */
record Command(String id, String title, String keys, Runnable action) {}
