/** The Live place: one run, watched while it works and looked at when it is done, from the events that it writes. */
@NullMarked
package org.bertrim.app.live;

import org.jspecify.annotations.NullMarked;
