/** Tasks and their metrics: readers, tokens and batches. */
@NullMarked
package org.bertrim.engine.task;

import org.jspecify.annotations.NullMarked;
