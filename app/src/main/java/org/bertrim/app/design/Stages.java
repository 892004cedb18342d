package org.bertrim.app.design;

import java.util.MissingResourceException;
import org.bertrim.app.common.Texts;

/** Names of stages in the user's language; a stage that a method brings and nobody has named yet keeps its id. */
final class Stages {

    private Stages() {}

    static String name(Texts texts, String id) {
        try {
            return texts.get("design.stage." + id);
        } catch (MissingResourceException e) {
            return id;
        }
    }
}
