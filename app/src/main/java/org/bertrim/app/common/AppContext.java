package org.bertrim.app.common;

import java.nio.file.Path;

/**
 * What a place is given when it is made.
 *
 * @param workspace the folder of runs and teachers
 */
public record AppContext(
        Path workspace,
        Texts texts,
        Background background,
        RunControl runs,
        Navigator navigator,
        FailureSink failures) {}
