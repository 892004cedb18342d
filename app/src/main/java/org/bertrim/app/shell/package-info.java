/** The window around the places: rail, top bar, title line, command search, keys, and what is shown when something fails. */
@NullMarked
package org.bertrim.app.shell;

import org.jspecify.annotations.NullMarked;
