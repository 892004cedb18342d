package org.bertrim.app.store;

/**
 * Runs that the user compares, to be found again.
 *
 * @param id never changes
 * @param name what the user calls it
 * @param content what is compared and how it is shown, as JSON; only the place that compares reads it
 */
public record SavedComparison(String id, String name, String content) {}
