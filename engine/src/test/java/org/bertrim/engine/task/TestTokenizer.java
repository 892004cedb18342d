package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;

/** The tokenizer of the built-in teacher, from the class path. */
final class TestTokenizer {

    private TestTokenizer() {}

    static byte[] json() throws IOException {
        try (InputStream in = TestTokenizer.class.getResourceAsStream("/e5-small-v2-tokenizer.json")) {
            assertThat(in).as("tokenizer of the built-in teacher").isNotNull();
            return in.readAllBytes();
        }
    }

    static TextTokenizer open() throws IOException {
        return TextTokenizer.of(json());
    }
}
