package org.bertrim.app.common;

/** The places of the rail, in its order; settings lie at its foot. */
public enum PlaceId {
    RUNS,
    DESIGN,
    LIVE,
    EXPLORE,
    COMPARE,
    STUDIO,
    SETTINGS
}
