package org.bertrim.app.runs;

import java.util.List;
import org.bertrim.app.common.Tone;

/**
 * A sentence above the table with what can be done about it: a question before something is deleted or stopped, or something that
 * the user should know.
 *
 * @param key what it is about; a new prompt takes the place of an old one with the same key
 * @param choices the most important last
 */
record Prompt(String key, Tone tone, String text, List<Choice> choices) {

    /** A button; after its action the prompt goes away. */
    record Choice(String text, Runnable action) {}
}
