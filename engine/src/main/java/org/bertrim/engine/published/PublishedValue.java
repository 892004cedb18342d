package org.bertrim.engine.published;

import org.jspecify.annotations.Nullable;

/**
 * One number of a paper's table.
 *
 * @param paper the paper's short name, e.g. {@code DynaBERT}
 * @param reference where to find it, e.g. {@code arXiv:2004.04037}
 * @param table which of its tables, by number or by what it holds
 * @param model the row, e.g. {@code TinyBERT4}
 * @param teacher what the model was made from; null where there is none
 * @param task a task's name as a run calls it, e.g. {@code SST-2}
 * @param metric a metric's key as a run calls it; null where the source does not name it, and then nothing may be compared
 * @param split {@code dev}, {@code dev-mismatched}, {@code test}, or {@code test-mismatched}
 * @param width width multiplier of a sub-network, else null
 * @param depth depth multiplier of a sub-network, else null
 * @param value a fraction; null if it was not retrieved
 * @param status where the number comes from
 * @param note what else to know, else null
 */
public record PublishedValue(
        String paper,
        String reference,
        String table,
        String model,
        @Nullable String teacher,
        String task,
        @Nullable String metric,
        String split,
        @Nullable Double width,
        @Nullable Double depth,
        @Nullable Double value,
        Status status,
        @Nullable String note) {

    /** How a number came here. */
    public enum Status {
        /** Read in the paper or in the authors' own repository. */
        RETRIEVED("retrieved"),
        /** Typed from a secondary source that quotes the paper. */
        TYPED_FROM_REFERENCE("typed-from-reference"),
        /** The paper has it, but nobody could read it; there is no value. */
        NOT_RETRIEVED("not-retrieved");

        private final String key;

        Status(String key) {
            this.key = key;
        }

        /** The name in files. */
        public String key() {
            return key;
        }
    }
}
