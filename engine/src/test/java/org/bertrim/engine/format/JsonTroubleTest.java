package org.bertrim.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTroubleTest {

    private static String describe(byte[] json) {
        JsonProcessingException failure =
                catchThrowableOfType(JsonProcessingException.class, () -> Json.mapper().readTree(json));
        return JsonTrouble.describe(json, failure);
    }

    /** In the text ~ stands for a line end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{~ \"a\": 1,~ \"a\": 2} | line 3, column 5: the key a stands twice in its object",
                "{\"a\": 1,~} | line 2, column 1: a comma must not stand before }",
                "[1,] | line 1, column 4: a comma must not stand before ]",
                "{\"a\" 1} | line 1, column 6: a colon is missing before this",
                "{\"ä\": 1 \"b\": 2} | line 1, column 9: a comma is missing before this",
                "[1, 2 | line 1, column 6: it ends before it is complete",
                "{\"a\": \"x | line 1, column 9: it ends before it is complete",
                "{\"a\": 01} | line 1, column 8: a number is not written like this",
                "{\"a\": \"x~y\"} | line 1, column 9: a text must not hold line ends or tabs; write them as \\n and \\t",
                "{a: 1} | line 1, column 2: a key in double quotes must stand here",
                "[1} | line 1, column 3: this does not close what was opened before",
                "{} {} | line 1, column 4: it should have ended before this",
                "// c~{} | line 1, column 1: JSON has no comments",
                "{\"a\": .5} | line 1, column 7: . cannot stand here"
            })
    void saysWhatIsWrongAndWhere(String json, String said) {
        assertThat(describe(json.replace('~', '\n').getBytes(StandardCharsets.UTF_8))).isEqualTo(said);
    }

    @Test
    void namesAWordThatIsNoValue() {
        assertThat(describe("{\"a\": NaN}".getBytes(StandardCharsets.UTF_8)))
                .startsWith("line 1, column ")
                .endsWith("NaN is no text in double quotes, no number, and not true, false or null");
    }

    @Test
    void saysThatATextIsInAnotherEncoding() {
        assertThat(describe("{\"Größe\": 1}".getBytes(StandardCharsets.ISO_8859_1))).endsWith("it is not UTF-8 text");
    }
}
