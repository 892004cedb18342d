package org.bertrim.app.design;

import java.util.Optional;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.teacher.TeacherEntry;
import org.bertrim.engine.teacher.TeacherEntry.State;
import org.bertrim.engine.teacher.hub.HubName;

/** What is said about teachers before they are opened. */
final class TeacherWords {

    /**
     * A teacher to choose.
     *
     * @param shape layers × hidden units, heads, parameters; empty where nobody knows
     * @param place where it is, and its licence
     * @param hover its source and where it comes from
     */
    record Card(String source, String title, String shape, String place, String hover) {}

    /**
     * A teacher that could be there.
     *
     * @param place how to come by it
     * @param downloads whether a download is enough
     */
    record Offer(String source, String title, String shape, String licence, String place, boolean downloads, String hover) {}

    private final Texts texts;

    TeacherWords(Texts texts) {
        this.texts = texts;
    }

    Card card(TeacherEntry entry) {
        return new Card(entry.source(), entry.title(), shape(entry), place(entry), hover(entry));
    }

    /**
     * A chosen one of which nothing is known.
     *
     * @param lookedFor whether it was looked for in vain
     */
    Card unknown(String source, boolean lookedFor) {
        Optional<HubName> hub = HubName.ofSource(source);
        if (hub.isPresent() && lookedFor) {
            return new Card(source, hub.get().toString(), "", texts.get("design.teacher-to-download"), source);
        }
        String path = source.substring(source.indexOf(':') + 1);
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return new Card(source, name.isEmpty() ? source : name, "", texts.get(lookedFor ? "design.teacher-unknown" : "design.teacher-looking"), source);
    }

    Offer offer(TeacherEntry entry) {
        return new Offer(
                entry.source(),
                entry.title(),
                shape(entry),
                licence(texts, entry.licence()),
                entry.state() == State.TO_DOWNLOAD
                        ? texts.get("design.teacher-download-size", Numbers.bytes(entry.bytes()))
                        : texts.get("design.teacher-other-build", entry.profile()),
                entry.state() == State.TO_DOWNLOAD,
                hover(entry));
    }

    private String shape(TeacherEntry entry) {
        return texts.get(
                "design.teacher-shape",
                entry.shape().layers(),
                entry.shape().hidden(),
                entry.shape().heads(),
                Numbers.count(entry.parameters()));
    }

    private String place(TeacherEntry entry) {
        String place =
                switch (entry.state()) {
                    case BUILT_IN -> texts.get("design.teacher-built-in");
                    case DOWNLOADED -> texts.get("design.teacher-downloaded");
                    case LOCAL -> texts.get(
                            entry.source().startsWith("run:") ? "design.teacher-of-run" : "design.teacher-in-folder");
                    case OTHER_BUILD -> texts.get("design.teacher-other-build", entry.profile());
                    case TO_DOWNLOAD -> texts.get("design.teacher-to-download");
                };
        return texts.get("design.teacher-place", place, licence(texts, entry.licence()));
    }

    /** A licence as the engine says it, where it knows one. */
    static String licence(Texts texts, String licence) {
        return licence.equals("unknown") ? texts.get("design.teacher-no-licence") : licence;
    }

    private static String hover(TeacherEntry entry) {
        return entry.source() + "\n" + entry.origin();
    }
}
