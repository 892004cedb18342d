package org.bertrim.engine.teacher;

import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;

/**
 * A teacher as a list shows it.
 *
 * @param source what an experiment's {@code teacher.source} says
 * @param title for people
 * @param config its encoder; the head in it says nothing
 * @param parameters of the encoder with its embeddings, without pooler and classifier
 * @param licence SPDX identifier, or {@code unknown}
 * @param origin who made it, and where it is described or came from
 * @param state whether it is there
 * @param profile Maven profile of a build that holds it; empty unless it is {@link State#OTHER_BUILD}
 * @param bytes of its files where it was downloaded; of its weights in float32, as an estimate, where it could be; else 0
 */
public record TeacherEntry(
        String source,
        String title,
        BertConfig config,
        long parameters,
        String licence,
        String origin,
        State state,
        String profile,
        long bytes) {

    /** Whether a teacher is there. */
    public enum State {
        /** Part of this build. */
        BUILT_IN,
        /** Part of another build only. */
        OTHER_BUILD,
        /** Lies in the cache folder. */
        DOWNLOADED,
        /** A hub has it. */
        TO_DOWNLOAD,
        /** Lies on this machine, in a folder of the user's or in what a run has made. */
        LOCAL
    }

    /** Whether it opens as things are. */
    public boolean present() {
        return state != State.OTHER_BUILD && state != State.TO_DOWNLOAD;
    }

    /** Its shape. */
    public ModelShape shape() {
        return config.shape();
    }
}
