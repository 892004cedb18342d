package org.bertrim.engine.measure;

import java.util.List;
import org.bertrim.engine.model.BertConfig;

/**
 * Everything that a stage will do: what times, memory and disk are estimated from.
 *
 * @param stage id of the stage
 * @param reusable whether the stage's result may lie on the shelf already, so that the stage costs nothing
 * @param parts its work
 * @param resident models that are in memory at once, an optimizer not counted
 * @param kept models that it leaves on the disk beside its checkpoint
 */
public record StageWork(
        String stage, boolean reusable, List<Work> parts, List<BertConfig> resident, List<BertConfig> kept) {

    /** Copies the lists. */
    public StageWork {
        parts = List.copyOf(parts);
        resident = List.copyOf(resident);
        kept = List.copyOf(kept);
    }
}
