package org.bertrim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.model.CellConfig.CellEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written as config.json of a small network of cells is read back, and a damaged cell is refused. */
class CellConfigJsonTest {

    private static final CellConfig SMALL = new CellConfig(
            4,
            4,
            60,
            16,
            2,
            2,
            List.of(edge(0, 2, Operation.CONV3), edge(1, 2, Operation.SKIP), edge(0, 3, Operation.DILATED5), edge(2, 3, Operation.MAX_POOL3)),
            false,
            true,
            3);

    private static CellEdge edge(int from, int to, Operation operation) {
        return new CellEdge(from, to, List.of(operation));
    }

    private static JsonNode written() throws JsonProcessingException {
        return Json.mapper().readTree(SMALL.json().toString());
    }

    private static ArrayNode edges(JsonNode config) {
        return (ArrayNode) config.at("/bertrim/cell/edges");
    }

    @Test
    void everythingComesBack() throws JsonProcessingException {
        assertThat(NetworkConfig.read(written())).isEqualTo(SMALL);
    }

    @Test
    void theOrderOfEdgesInTheFileDoesNotMatter() throws JsonProcessingException {
        JsonNode config = written();
        edges(config).insert(0, edges(config).remove(3));
        assertThat(NetworkConfig.read(config)).isEqualTo(SMALL);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, skip, twice", "0, 4, skip, not part", "3, 2, skip, not part", "1, 3, conv9, not part", "-1, 2, skip, from"})
    void anEdgeThatNoCellHasIsRefused(int from, int to, String operation, String reason) throws JsonProcessingException {
        JsonNode config = written();
        edges(config).addObject().put("from", from).put("to", to).put("operation", operation);
        assertThatThrownBy(() -> NetworkConfig.read(config))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(reason);
    }
}
