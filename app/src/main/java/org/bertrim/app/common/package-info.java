/** What the places of the workbench share: texts, background work, numbers as words, and the contract of a place. */
@NullMarked
package org.bertrim.app.common;

import org.jspecify.annotations.NullMarked;
