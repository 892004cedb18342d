/** The place where an experiment is designed: one JSON tree, a form over it, and what it will cost on this machine. */
@NullMarked
package org.bertrim.app.design;

import org.jspecify.annotations.NullMarked;
