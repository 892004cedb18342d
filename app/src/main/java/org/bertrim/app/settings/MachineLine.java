package org.bertrim.app.settings;

import org.bertrim.app.common.Tone;

/**
 * One thing that was looked at on this machine.
 *
 * @param word its state in a word
 * @param remedy what to do about it, empty if nothing
 */
public record MachineLine(Tone tone, String word, String subject, String text, String remedy) {}
