/**
 * Knows the runs of a workspace: what stands in their folders, what waits in the queue, and what the user wrote about them.
 *
 * <p>The run folders are the truth. The database beside them is an index that can be rebuilt, plus notes, tags and saved
 * comparisons, which are backed up.
 */
@NullMarked
package org.bertrim.app.store;

import org.jspecify.annotations.NullMarked;
