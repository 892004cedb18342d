package org.bertrim.engine.training;

import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;

/** Where fine-tuned teachers are kept, so that every run with the same teacher, data, seed and settings uses the same one. */
public interface TeacherShelf {

    /** The teacher with this fingerprint, if another run left one. */
    Optional<Map<String, StoredTensor>> find(String fingerprint, BertConfig config);

    /** Keeps a teacher; one that is there already stays. */
    void put(String fingerprint, BertConfig config, Map<String, StoredTensor> weights);
}
