package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts are those of the official GLUE release; skipped where the data is not at hand. */
class RealDataTest {

    @ParameterizedTest
    @CsvSource({
        "SST-2, 29780, 37569, 428, 444",
        "CoLA, 2528, 6023, 322, 721",
        "MRPC, 1194, 2474, 129, 279",
        "RTE, 1249, 1241, 146, 131", // entailment first
    })
    void readsEveryRowOfClassificationTasks(String folder, long train0, long train1, long dev0, long dev1) {
        Task task = SharedData.glue(folder);

        assertThat(byLabel(task.train())).isEqualTo(Map.of(0, train0, 1, train1));
        assertThat(byLabel(task.dev().get(Task.DEV))).isEqualTo(Map.of(0, dev0, 1, dev1));
        assertThat(task.skippedRows()).isZero();
        assertThat(task.info().name()).isEqualTo(folder);
    }

    @Test
    void readsEveryRowOfStsb() {
        Task task = SharedData.glue("STS-B");

        assertThat(task.train()).hasSize(5749);
        assertThat(byScore(task.train())).isEqualTo(Map.of(0, 891L, 1, 882L, 2, 982L, 3, 1588L, 4, 1406L));
        assertThat(mean(task.train())).isCloseTo(2.701, within(0.0005));
        List<Example> dev = task.dev().get(Task.DEV);
        assertThat(dev).hasSize(1500);
        assertThat(byScore(dev)).isEqualTo(Map.of(0, 344L, 1, 254L, 2, 273L, 3, 365L, 4, 264L));
        assertThat(mean(dev)).isCloseTo(2.364, within(0.0005));
    }

    @Test
    void keepsQuotesOfMrpc() {
        Task task = SharedData.glue("MRPC");

        assertThat(quoted(task.train())).isEqualTo(687);
        assertThat(quoted(task.dev().get(Task.DEV))).isEqualTo(81);
    }

    @ParameterizedTest
    @CsvSource({"SST-2, 64", "SST-2, 128", "MRPC, 64", "MRPC, 128", "CoLA, 64", "RTE, 128", "STS-B, 128"})
    void littleOfRealBatchesIsPadding(String folder, int maxTokens) throws IOException {
        assertLittlePadding(SharedData.glue(folder), maxTokens);
    }

    @ParameterizedTest
    @CsvSource({"reviews, 64", "pairs, 64", "pairs, 128"})
    void littleOfSampleBatchesIsPadding(String name, int maxTokens) throws IOException {
        String source = "sample:" + name;
        Assumptions.assumeTrue(
                Tasks.catalogue().stream().anyMatch(info -> info.source().equals(source)), "skipped: no " + source);
        assertLittlePadding(Tasks.open(source, Path.of(""), null, 0), maxTokens);
    }

    /** At most a tenth of all positions, the budget of the data pipeline. */
    private static void assertLittlePadding(Task task, int maxTokens) throws IOException {
        try (TextTokenizer tokenizer = TestTokenizer.open()) {
            TokenRows train = tokenizer.encode(task.train(), maxTokens);
            TokenRows dev = tokenizer.encode(task.dev().get(Task.DEV), maxTokens);
            assertThat(train.size()).isEqualTo(task.train().size());
            for (int epoch = 0; epoch < 2; epoch++) {
                double share = Batches.paddingShare(train, Batches.training(train, 32, 42, epoch));
                assertThat(share).isLessThanOrEqualTo(0.10);
            }
            assertThat(Batches.paddingShare(dev, Batches.sequential(dev, 32))).isLessThanOrEqualTo(0.10);
        }
    }

    private static Map<Integer, Long> byLabel(List<Example> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> (int) row.label(), TreeMap::new, Collectors.counting()));
    }

    private static Map<Integer, Long> byScore(List<Example> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> Math.min(4, (int) row.label()), TreeMap::new, Collectors.counting()));
    }

    private static double mean(List<Example> rows) {
        return rows.stream().mapToDouble(Example::label).average().orElseThrow();
    }

    private static long quoted(List<Example> rows) {
        return rows.stream()
                .mapToLong(row -> (row.text().startsWith("\"") ? 1 : 0) + (row.secondText().startsWith("\"") ? 1 : 0))
                .sum();
    }
}
