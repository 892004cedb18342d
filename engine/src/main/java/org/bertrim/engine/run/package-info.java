/** Runs: their folder on disk, the worker process that fills it, its control, its checkpoints, and the list of all runs. */
@NullMarked
package org.bertrim.engine.run;

import org.jspecify.annotations.NullMarked;
