package org.bertrim.engine.figure;

/**
 * Where a figure comes from; every file but CSV carries it in its metadata.
 *
 * @param title what the figure shows, one line
 * @param runId the run whose results are drawn
 * @param settings the run's resolved experiment as one line of JSON, ASCII only
 */
record Provenance(String title, String runId, String settings) {

    static final String SOFTWARE = "Bertrim";
}
