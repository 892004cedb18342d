/** TensorFlow's checkpoints: a sorted table of entries and files of raw tensors. */
@NullMarked
package org.bertrim.engine.format.tensorflow;

import org.jspecify.annotations.NullMarked;
