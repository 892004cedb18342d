package org.bertrim.engine.task.table;

/**
 * A line of a text file.
 *
 * @param number counted from 1
 * @param text without its end; not to be used if there is trouble
 * @param trouble why it cannot be used, empty if it can
 */
record TextLine(long number, String text, String trouble) {}
