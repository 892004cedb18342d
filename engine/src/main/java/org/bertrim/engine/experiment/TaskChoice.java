package org.bertrim.engine.experiment;

import org.jspecify.annotations.Nullable;

/**
 * Which data to learn and how much of it.
 *
 * @param source {@code sample:NAME}, {@code glue:ABSOLUTE-FOLDER} or {@code table:ABSOLUTE-FILE}
 * @param maxTokens longer texts are cut to so many tokens
 * @param trainRows a stratified draw of so many training rows; null for all
 * @param drawSeed seed of that draw, apart from the runs' seeds so that all of them see the same rows
 */
public record TaskChoice(String source, int maxTokens, @Nullable Integer trainRows, long drawSeed) {}
