package org.bertrim.engine.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.published.PublishedValue.Status;
import org.junit.jupiter.api.Test;

/** Expected numbers are copied by hand from the project's dossier of the methods, section by section. */
class PublishedTablesTest {

    private static final Path FOLDER = Path.of("../resources/published");
    private static final Set<String> KEYS = Set.of(
            "table", "model", "teacher", "task", "metric", "split", "width", "depth", "value", "status", "note");
    private static final Set<String> METRICS =
            Set.of("accuracy", "f1", "matthews", "pearson", "spearman", "spanF1", "exactMatch", "average");
    private static final Set<String> SPLITS = Set.of("dev", "dev-mismatched", "test", "test-mismatched");

    private final PublishedTables tables = PublishedTables.load();

    @Test
    void everyFileIsListedAndHasOnlyKnownKeys() throws IOException {
        List<String> listed = Files.readAllLines(FOLDER.resolve("published.txt"));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(listed.stream().map(name -> name + ".json").toList());
        }
        for (String name : listed) {
            JsonNode root = Json.read(FOLDER.resolve(name + ".json"));
            assertThat(root.path("schema").asInt()).isEqualTo(1);
            assertThat(root.path("paper").path("id").asText()).isEqualTo(name);
            assertThat(root.path("paper").path("reference").asText()).startsWith("arXiv:");
            for (JsonNode value : root.path("values")) {
                Set<String> keys = new HashSet<>();
                value.fieldNames().forEachRemaining(keys::add);
                assertThat(KEYS).as("%s: %s", name, value).containsAll(keys);
            }
        }
    }

    @Test
    void everyValueIsWellFormed() {
        assertThat(tables.values()).hasSizeGreaterThan(600).allSatisfy(v -> {
            assertThat(v.model()).isNotBlank();
            assertThat(v.task()).isNotBlank();
            assertThat(v.table()).isNotBlank();
            assertThat(SPLITS).contains(v.split());
            if (v.metric() != null) {
                assertThat(METRICS).contains(v.metric());
            }
            assertThat(v.width() == null).isEqualTo(v.depth() == null);
            if (v.width() != null) {
                assertThat(v.width()).isIn(1.0, 0.75, 0.5, 0.25);
                assertThat(v.depth()).isIn(1.0, 0.75, 0.5);
            }
            assertThat(v.value() == null).isEqualTo(v.status() == Status.NOT_RETRIEVED);
            if (v.value() != null) {
                assertThat(v.value()).isBetween(0.1, 1.0);
            }
        });
    }

    @Test
    void noNumberStandsTwice() {
        assertThat(tables.values().stream()
                        .map(v -> List.of(
                                v.paper(),
                                v.table(),
                                v.model(),
                                v.task(),
                                String.valueOf(v.metric()),
                                v.split(),
                                String.valueOf(v.width()),
                                String.valueOf(v.depth())))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void dynabertOnSst2HasItsTwelveSubnetworks() {
        PublishedGrid bert = tables.grids("SST-2", "accuracy", "dev").get(0);
        assertThat(bert.model()).isEqualTo("DynaBERT");
        assertThat(bert.teacher()).isEqualTo("BERT-base");
        assertThat(bert.values()).hasSize(12);
        double[][] expected = { // rows m_w 1.0, 0.75, 0.5, 0.25; columns m_d 1.0, 0.75, 0.5 (section 5.7)
            {0.932, 0.933, 0.927}, {0.930, 0.931, 0.928}, {0.933, 0.927, 0.916}, {0.928, 0.920, 0.920},
        };
        double[] widths = {1.0, 0.75, 0.5, 0.25};
        double[] depths = {1.0, 0.75, 0.5};
        for (int w = 0; w < widths.length; w++) {
            for (int d = 0; d < depths.length; d++) {
                assertThat(bert.at(widths[w], depths[d]).orElseThrow().value()).isEqualTo(expected[w][d]);
            }
        }
    }

    @Test
    void bothTeachersOfDynabertAreThereForTheTasksWithOneMetric() {
        for (String task : List.of("SST-2", "QNLI", "QQP", "RTE", "MNLI")) {
            assertThat(tables.grids(task, "accuracy", "dev").stream().map(PublishedGrid::model))
                    .as(task)
                    .containsExactly("DynaBERT", "DynaRoBERTa");
        }
        assertThat(tables.grids("CoLA", "matthews", "dev")).hasSize(2);
        assertThat(tables.grids("MNLI", "accuracy", "dev-mismatched").get(1).at(0.25, 0.5).orElseThrow().value())
                .isEqualTo(0.820); // 82.1/82.0
    }

    @Test
    void aNumberThatCannotBeReadHasNoValueAndSaysSo() {
        PublishedValue unclear = tables.grids("CoLA", "matthews", "dev").get(1).at(1.0, 0.75).orElseThrow();
        assertThat(unclear.value()).isNull();
        assertThat(unclear.status()).isEqualTo(Status.NOT_RETRIEVED);
        assertThat(unclear.note()).isNotBlank();
        assertThat(tables.values().stream().filter(v -> v.table().startsWith("Table 5 (efficiency")))
                .isNotEmpty()
                .allMatch(v -> v.value() == null);
    }

    @Test
    void aColumnWithoutANamedMetricMatchesNoMetric() {
        assertThat(tables.values()).anyMatch(v -> v.task().equals("STS-B") && v.metric() == null);
        assertThat(tables.grids("STS-B", "spearman", "dev")).isEmpty();
        assertThat(tables.grids("MRPC", "accuracy", "dev")).isEmpty();
    }

    @Test
    void otherTasksAndMetricsHaveNoNumbers() {
        assertThat(tables.of("reviews", "accuracy", "dev")).isEmpty();
        assertThat(tables.of("SST-2", "f1", "dev")).isEmpty();
    }

    @Test
    void theOtherPapersAreTypedAsTheirTablesSay() {
        assertThat(value("AdaBERT", "AdaBERT", "SST-2", "test")).isEqualTo(0.918); // section 2.9, table 1
        assertThat(value("DistilBERT", "DistilBERT", "RTE", "dev")).isEqualTo(0.599); // section 3.4
        assertThat(value("TinyBERT", "TinyBERT4", "CoLA", "test")).isEqualTo(0.441); // section 4.5
        assertThat(value("ALBERT", "ALBERT-xxlarge", "MNLI", "dev")).isEqualTo(0.880); // section 6.6
        assertThat(value("Q8BERT", "Q8BERT", "SST-2", "dev")).isEqualTo(0.9224); // section 9.2
        assertThat(value("Movement pruning", "soft movement pruning, 3 % left", "MNLI", "dev"))
                .isEqualTo(0.795); // section 8.3
    }

    /** Metrics of spans have the keys that runs use. */
    @Test
    void spansAreScoredByTheMetricsOfTheirTask() {
        assertThat(tables.values())
                .filteredOn(v -> v.task().startsWith("SQuAD"))
                .hasSizeGreaterThan(50)
                .allSatisfy(v -> assertThat(v.metric()).isIn(Metric.SPAN_F1.key(), Metric.EXACT_MATCH.key()));
        assertThat(tables.of("SQuAD 1.1", Metric.SPAN_F1.key(), "dev"))
                .filteredOn(v -> v.paper().equals("DistilBERT") && v.model().equals("DistilBERT"))
                .extracting(PublishedValue::value)
                .containsExactly(0.858); // section 3.4
    }

    private double value(String paper, String model, String task, String split) {
        List<Double> found = tables.values().stream()
                .filter(v -> v.paper().equals(paper) && v.model().equals(model))
                .filter(v -> v.task().equals(task) && v.split().equals(split) && v.value() != null)
                .map(PublishedValue::value)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
