package org.bertrim.engine.task.augment;

import java.util.List;
import org.bertrim.engine.task.Example;

/** One of the published procedures: makes variants of rows. */
interface Variants {

    /**
     * The variants of each row, without the row itself.
     *
     * @param rows rows that follow each other in the training set
     * @param first number of the first of them, from which its random numbers are derived
     */
    List<List<Example>> of(List<Example> rows, int first);
}
