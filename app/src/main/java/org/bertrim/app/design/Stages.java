package org.bertrim.app.design;

import java.util.MissingResourceException;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.event.StageIds;

/** Names of stages in the user's language; a stage that a method brings and nobody has named yet keeps its id. */
final class Stages {

    private Stages() {}

    static String name(Texts texts, String id) {
        String part = StageIds.part(id);
        String stage = StageIds.stage(id);
        try {
            String name = texts.get("design.stage." + stage);
            return part.isEmpty() ? name : texts.get("design.stage.of-part", name, part);
        } catch (MissingResourceException e) {
            return id;
        }
    }
}
