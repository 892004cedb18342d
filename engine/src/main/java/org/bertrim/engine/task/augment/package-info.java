/** Text augmentation: variants of training rows in which words are replaced by likely ones. */
@NullMarked
package org.bertrim.engine.task.augment;

import org.jspecify.annotations.NullMarked;
