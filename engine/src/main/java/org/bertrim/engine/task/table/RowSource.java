package org.bertrim.engine.task.table;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a table one after the other. */
public interface RowSource extends Closeable {

    /**
     * The next row, without a header; null at the end. Empty lines are passed over.
     *
     * @throws IOException if the file cannot be read on, e.g. because its end is missing
     */
    @Nullable TableRow next() throws IOException;
}
