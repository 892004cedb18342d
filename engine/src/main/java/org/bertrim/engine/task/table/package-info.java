/**
 * Tables as files: what encoding, delimiter and columns a file has, and its rows with the lines they stand on. What the
 * rows mean is the business of the package above.
 */
@NullMarked
package org.bertrim.engine.task.table;

import org.jspecify.annotations.NullMarked;
