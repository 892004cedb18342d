package org.bertrim.engine.teacher;

import org.bertrim.engine.model.BertConfig;

/** A teacher that lies somewhere and can be asked about before its weights are read. */
public interface StoredTeacher {

    /**
     * The encoder; the head in it says nothing.
     *
     * @throws org.bertrim.engine.format.EngineException if its configuration is missing or damaged
     */
    BertConfig config();

    /**
     * The content of its {@code tokenizer.json}.
     *
     * @throws org.bertrim.engine.format.EngineException if it is missing or damaged
     */
    byte[] tokenizer();

    /** What its files say about it. */
    About about();

    /**
     * What files say about a teacher.
     *
     * @param architecture as Hugging Face's {@code model_type} says it, e.g. {@code bert}
     * @param format of the weights
     * @param licence SPDX identifier or a hub's own word; {@code unknown} if the files do not say
     */
    record About(String architecture, CheckpointFormat format, String licence) {}

    /**
     * Reads all of it.
     *
     * @throws org.bertrim.engine.format.EngineException naming what is missing, damaged or unknown
     */
    Teacher open();
}
