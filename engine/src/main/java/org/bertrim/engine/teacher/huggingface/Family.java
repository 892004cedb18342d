package org.bertrim.engine.teacher.huggingface;

import java.util.List;
import org.bertrim.engine.model.BertConfig;

/** An architecture of checkpoints that becomes our encoder: what its {@code config.json} says and what its tensors are called. */
interface Family {

    /** The architectures. */
    List<Family> ALL = List.of(new BertFamily(), new RobertaFamily(), new AlbertFamily(), new DistilBertFamily());

    /** {@code model_type} in {@code config.json}, and what the names of the encoder's tensors begin with. */
    String type();

    /** What the names of its classes begin with, e.g. {@code RobertaForMaskedLM}. */
    String classes();

    /** The encoder; the head in it says nothing. */
    BertConfig encoder(ConfigFields fields);

    /** Names of its tensors. */
    Names names(ConfigFields fields);

    /** Rows at the start of the position table that no token uses. */
    default int unusedPositions(ConfigFields fields) {
        return 0;
    }

    /** Whether the masked language model's head has the encoder's activation. */
    default boolean sameActivationInHead(ConfigFields fields) {
        return true;
    }
}
