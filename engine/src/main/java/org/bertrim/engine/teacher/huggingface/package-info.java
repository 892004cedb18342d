/**
 * Reads what Hugging Face's transformers library saves: which architecture a {@code config.json} describes, what its tensors are called, and
 * tokenizers from the files of older models.
 */
@org.jspecify.annotations.NullMarked
package org.bertrim.engine.teacher.huggingface;
