package org.bertrim.engine.teacher.huggingface;

import java.util.List;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;

/** The encoders that Bertrim itself writes: tensors under our names, and a configuration with exact layers. */
final class OwnFamily implements Family {

    @Override
    public String type() {
        return "bert";
    }

    @Override
    public String classes() {
        return "Bert";
    }

    @Override
    public BertConfig encoder(ConfigFields fields) {
        BertConfig config = BertConfigJson.read(fields.config());
        fields.refuse(
                uneven(config.heads()) || uneven(config.feedForward()),
                "its layers have heads " + config.heads() + " and neurons " + config.feedForward()
                        + ", and a teacher's layers must be alike");
        return config;
    }

    private static boolean uneven(List<Integer> values) {
        return values.stream().distinct().count() > 1;
    }

    @Override
    public Names names(ConfigFields fields) {
        return new BertFamily().names(fields);
    }
}
