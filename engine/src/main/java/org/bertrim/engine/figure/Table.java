package org.bertrim.engine.figure;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as rows, for CSV. Scores and shares are fractions; null means that there is no value.
 *
 * @param header names of the columns
 * @param rows as long as the header
 */
public record Table(List<String> header, List<List<@Nullable Object>> rows) {

    /** Copies the lists. */
    public Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
