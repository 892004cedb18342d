package org.bertrim.engine.teacher.hub;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a model on a hub, e.g. {@code google-bert/bert-base-uncased}.
 *
 * @param owner person or organisation
 * @param name the model's own name
 */
public record HubName(String owner, String name) {

    /** What a hub's source begins with. */
    public static final String SCHEME = "hub";

    /** Begins with a letter or digit, so no part of it ever means another folder. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final int LONGEST = 96; // the hub's own limit

    /** Checks the parts. */
    public HubName {
        if (!valid(owner, name)) {
            throw new IllegalArgumentException(owner + "/" + name + " is no name of a model");
        }
    }

    private static boolean valid(String owner, String name) {
        return owner.length() + 1 + name.length() <= LONGEST
                && WORD.matcher(owner).matches()
                && WORD.matcher(name).matches();
    }

    /** The name that a text spells as OWNER/NAME, empty if it spells none. */
    public static Optional<HubName> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String owner = text.substring(0, slash);
        String name = text.substring(slash + 1);
        return valid(owner, name) ? Optional.of(new HubName(owner, name)) : Optional.empty();
    }

    /** The name in a source, {@code hub:OWNER/NAME}; empty if it is none. */
    public static Optional<HubName> ofSource(String source) {
        return source.startsWith(SCHEME + ":") ? parse(source.substring(SCHEME.length() + 1)) : Optional.empty();
    }

    /** What an experiment's {@code teacher.source} says. */
    public String source() {
        return SCHEME + ":" + this;
    }

    /** OWNER/NAME. */
    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
