package org.bertrim.engine.model;

/** A network on the device that is closed after use. */
public interface OpenNetwork extends Classifier, AutoCloseable {

    @Override
    void close();
}
