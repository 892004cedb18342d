/** Models of a Hugging Face style hub: their names, their download, and the folder where downloaded ones lie. */
@NullMarked
package org.bertrim.engine.teacher.hub;

import org.jspecify.annotations.NullMarked;
