/** What the papers report, as data: tables typed into {@code resources/published/}, and the one class that reads them. */
@NullMarked
package org.bertrim.engine.published;

import org.jspecify.annotations.NullMarked;
