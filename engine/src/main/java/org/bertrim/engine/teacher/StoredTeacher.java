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

    /**
     * Reads all of it.
     *
     * @throws org.bertrim.engine.format.EngineException naming what is missing, damaged or unknown
     */
    Teacher open();
}
