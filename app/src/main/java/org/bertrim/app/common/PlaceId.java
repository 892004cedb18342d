package org.bertrim.app.common;

/** The places of the rail, in its order. */
public enum PlaceId {
    RUNS,
    DESIGN,
    LIVE,
    EXPLORE,
    COMPARE,
    STUDIO
}
