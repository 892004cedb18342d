package org.bertrim.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class DurableFilesTest {

    /** Java's own messages of these are often nothing but the path. */
    @Test
    void aFailureSaysWhyAndNotOnlyWhere() {
        assertThat(why(new AccessDeniedException("/a/b"))).isEqualTo("there is no permission for /a/b");
        assertThat(why(new NoSuchFileException("/a/b"))).isEqualTo("there is no file /a/b");
        assertThat(why(new FileSystemException("/a/b", null, "Too many levels of symbolic links")))
                .isEqualTo("/a/b: Too many levels of symbolic links");
        assertThat(why(new IOException("Input/output error"))).isEqualTo("Input/output error");
        assertThat(why(new IOException())).isEqualTo("java.io.IOException");
        assertThat(why(new IOException("No space left on device"))).isEqualTo("there is no space left on the device");
    }

    private static String why(IOException failure) {
        return DurableFiles.failure("The file could not be read", failure).why();
    }
}
