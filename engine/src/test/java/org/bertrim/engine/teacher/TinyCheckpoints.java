package org.bertrim.engine.teacher;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** One tiny random BERT in every format, written by the formats' own programs; see the README.md beside the files. */
public final class TinyCheckpoints {

    private TinyCheckpoints() {}

    /** The folder of a format, e.g. {@code torch-zip}; empty for the folder of all. */
    public static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(TinyCheckpoints.class.getResource("tiny")).toURI()).resolve(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
