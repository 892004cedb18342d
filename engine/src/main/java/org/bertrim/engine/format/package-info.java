/** Everything that the engine writes to disk and reads back: safetensors, checkpoints, JSON, durable files. */
@NullMarked
package org.bertrim.engine.format;

import org.jspecify.annotations.NullMarked;
