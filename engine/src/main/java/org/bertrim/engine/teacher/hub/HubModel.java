package org.bertrim.engine.teacher.hub;

import java.nio.file.Path;

/**
 * A model that was downloaded.
 *
 * @param folder where its files lie
 * @param revision the hub's commit that they are of
 * @param endpoint the hub that they came from
 * @param bytes of all files
 */
public record HubModel(HubName name, Path folder, String revision, String endpoint, long bytes) {}
