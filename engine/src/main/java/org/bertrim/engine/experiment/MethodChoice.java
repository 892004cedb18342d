package org.bertrim.engine.experiment;

/**
 * What is done with teacher and task.
 *
 * @param type the method's name, as {@link Methods#named} knows it
 * @param settings the record of that method's settings
 */
public record MethodChoice(String type, Record settings) {}
