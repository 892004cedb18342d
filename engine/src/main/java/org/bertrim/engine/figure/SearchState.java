package org.bertrim.engine.figure;

import java.util.List;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.StageIds;
import org.jspecify.annotations.Nullable;

/**
 * What a run has said last of the search on its own task, null for what it has not said; once an architecture was derived, the state that
 * it was derived from.
 */
record SearchState(
        Event.@Nullable ArchitectureSampled sampled,
        Event.@Nullable ArchitectureDerived derived,
        Event.@Nullable ProbesScored probes,
        Event.@Nullable TransferWeighed transfer) {

    static SearchState of(List<Event> events) {
        Event.ArchitectureSampled sampled = null;
        Event.ArchitectureDerived derived = null;
        Event.ProbesScored probes = null;
        Event.TransferWeighed transfer = null;
        long chosen = events.stream()
                .filter(event -> event instanceof Event.ArchitectureDerived && !StageIds.ofPart(event))
                .mapToLong(event -> ((Event.ArchitectureDerived) event).step())
                .max()
                .orElse(Long.MAX_VALUE);
        for (Event event : events) {
            if (StageIds.ofPart(event)) {
                continue; // another task's, or a network's beside the searched one
            }
            if (event instanceof Event.ArchitectureSampled now && now.step() <= chosen) {
                sampled = now;
            } else if (event instanceof Event.ArchitectureDerived now) {
                derived = now;
            } else if (event instanceof Event.ProbesScored now) {
                probes = now;
            } else if (event instanceof Event.TransferWeighed now && now.step() <= chosen) {
                transfer = now;
            }
        }
        return new SearchState(sampled, derived, probes, transfer);
    }

    /** The cell as the search left it. */
    @Nullable Cell cell(boolean zeroRanked) {
        if (derived != null) {
            return Cell.of(derived, sampled);
        }
        return sampled == null || sampled.edges().isEmpty() ? null : Cell.of(sampled, zeroRanked);
    }
}
