/** PyTorch's files of tensors, read by an unpickler that can build tensors and nothing else. */
@NullMarked
package org.bertrim.engine.format.torch;

import org.jspecify.annotations.NullMarked;
