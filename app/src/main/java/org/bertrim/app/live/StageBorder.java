package org.bertrim.app.live;

/** Where a stage begins on a chart's axis. */
record StageBorder(String stage, double x) {}
