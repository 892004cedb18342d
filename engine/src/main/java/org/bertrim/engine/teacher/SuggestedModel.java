package org.bertrim.engine.teacher;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.teacher.TeacherEntry.State;
import org.bertrim.engine.teacher.hub.HubName;
import org.bertrim.engine.teacher.huggingface.HuggingFaceModel;

/**
 * A model of a hub that is worth to be offered, as {@code suggested.json} describes it: nobody is asked before somebody wants it.
 *
 * @param model OWNER/NAME
 * @param title for people
 * @param licence SPDX identifier
 * @param origin who made it, and where it is described
 * @param config what matters of its {@code config.json}
 */
record SuggestedModel(String model, String title, String licence, String origin, ObjectNode config) {

    private static final List<SuggestedModel> ALL = read();

    static List<SuggestedModel> all() {
        return ALL;
    }

    private static List<SuggestedModel> read() {
        try (InputStream in = SuggestedModel.class.getResourceAsStream("suggested.json")) {
            return List.copyOf(Json.mapper().readValue(in, new TypeReference<List<SuggestedModel>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a damaged installation
        }
    }

    HubName name() {
        return HubName.parse(model).orElseThrow();
    }

    TeacherEntry entry() {
        String source = name().source();
        BertConfig encoder = HuggingFaceModel.config(config, source);
        long parameters = TeacherFacts.count(encoder, false);
        return new TeacherEntry(
                source, title, encoder, parameters, licence, origin, State.TO_DOWNLOAD, "", parameters * Float.BYTES);
    }
}
