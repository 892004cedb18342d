/** The Runs place: the table of runs with what the user wrote about them, and the queue. */
@NullMarked
package org.bertrim.app.runs;

import org.jspecify.annotations.NullMarked;
