package org.bertrim.engine.format.torch;

import java.io.IOException;
import java.util.List;

/** What a pickle may name and call; each is a few lines of ours, whatever Python has under that name. */
interface Global {

    /** Its name in Python. */
    String name();

    /** Builds a value. */
    Object call(List<Object> arguments) throws IOException;
}
