package org.bertrim.engine.training;

import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;

/** Where fine-tuned teachers are kept, so that every run with the same teacher, data, seed and settings uses the same one. */
public interface TeacherShelf {

    /** The teacher with this fingerprint, whoever made it. */
    Optional<Map<String, StoredTensor>> find(String fingerprint, BertConfig config);

    /**
     * The same if another run made it. A run that starts over trains its own again, so that it ends as if it had never been
     * interrupted.
     */
    Optional<Map<String, StoredTensor>> findOfOthers(String fingerprint, BertConfig config);

    /** Keeps a teacher; one that is there already stays. */
    void put(String fingerprint, BertConfig config, Map<String, StoredTensor> weights);
}
