/** The command line: picocli commands, thin over the engine's packages, and what they print. */
@NullMarked
package org.bertrim.engine.cli;

import org.jspecify.annotations.NullMarked;
