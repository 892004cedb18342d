package org.bertrim.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {

    record Numbers(double one, Double boxed, float small, double[] array, List<Double> list, Map<String, Double> map) {}

    @Test
    void numbersThatAreNoneBecomeStringsAndComeBack() throws JsonProcessingException {
        Numbers numbers = new Numbers(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                new double[] {1.5, Double.NaN},
                List.of(Double.NEGATIVE_INFINITY, 2.0),
                Map.of("loss", Double.NaN));

        String line = Json.line(numbers);

        assertThat(line)
                .isEqualTo("{\"one\":\"NaN\",\"boxed\":\"Infinity\",\"small\":\"-Infinity\",\"array\":[1.5,\"NaN\"],"
                        + "\"list\":[\"-Infinity\",2.0],\"map\":{\"loss\":\"NaN\"}}");
        Numbers back = Json.mapper().readValue(line, Numbers.class);
        assertThat(back.one()).isNaN();
        assertThat(back.boxed()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(back.small()).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(back.array()).containsExactly(1.5, Double.NaN);
        assertThat(back.list()).containsExactly(Double.NEGATIVE_INFINITY, 2.0);
        assertThat(back.map()).containsEntry("loss", Double.NaN);
    }

    @Test
    void treesWriteTheSameStringsAndTheNumberReadsThem() throws JsonProcessingException {
        ObjectNode tree = Json.mapper().createObjectNode();
        tree.put("a", Double.NaN).put("b", Float.POSITIVE_INFINITY).put("c", Double.NEGATIVE_INFINITY);
        tree.put("d", 0.25).put("e", 3);

        String text = Json.pretty(tree);
        var back = Json.mapper().readTree(text);

        assertThat(text).contains("\"NaN\"", "\"Infinity\"", "\"-Infinity\"");
        assertThat(Json.number(back.get("a"))).isNaN();
        assertThat(Json.number(back.get("b"))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Json.number(back.get("c"))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Json.number(back.get("d"))).isEqualTo(0.25);
        assertThat(Json.number(back.get("e"))).isEqualTo(3);
        assertThat(Json.number(tree.get("a"))).isNaN();
        assertThatThrownBy(() -> Json.number(back.path("missing"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.number(back.path("a").isTextual() ? Json.mapper().readTree("\"1.0\"") : back))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBareNaNIsNoJson() {
        assertThatThrownBy(() -> Json.mapper().readTree("{\"a\":NaN}")).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void filesThatAreNoJsonAreRefusedWithLineAndColumn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\n \"a\": 1,\n \"a\": 2}");

        assertThatThrownBy(() -> Json.read(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 3, column 5: the key a stands twice");
        assertThatThrownBy(() -> Json.read(folder.resolve("none.json"))).isInstanceOf(EngineException.class);
    }
}
