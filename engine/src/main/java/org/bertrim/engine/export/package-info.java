/** Model folders on their way out of the program and back in: opening, cutting, writing with a check, scoring. */
@NullMarked
package org.bertrim.engine.export;

import org.jspecify.annotations.NullMarked;
