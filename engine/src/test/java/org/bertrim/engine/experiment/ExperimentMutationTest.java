package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCoverage;
import org.bertrim.engine.format.EngineException;

/** Whatever happens to a valid file, it is read or refused with problems; nothing else is ever thrown. */
class ExperimentMutationTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 2000)
    void changedTreesAreReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode root = whole();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            change(root, random);
        }
        try {
            Experiment experiment = ExperimentReader.read(
                    root,
                    Path.of("/base"),
                    Overrides.none(),
                    StandIns.methods(),
                    source -> Optional.of(StandIns.SMALL));
            assertThat(ExperimentReaderTest.read(ExperimentWriter.resolved(experiment).toString()))
                    .isEqualTo(experiment);
            Statistics.collect("read");
        } catch (InvalidExperiment e) {
            Statistics.collect("refused");
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.path()).isNotBlank();
                assertThat(problem.value()).isNotBlank();
                assertThat(problem.allowed()).isNotBlank();
            });
        }
        Statistics.coverage(ExperimentMutationTest::bothHappen);
    }

    @Property(tries = 500)
    void changedBytesAreReadOrRefused(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = whole().toString().getBytes(StandardCharsets.UTF_8);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            byte next = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "{}[]\":,0129-.eE\\ntfu ".charAt(random.nextInt(21));
            bytes[random.nextInt(bytes.length)] = next;
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "mutation", ".json");
        try {
            Files.write(file, Arrays.copyOf(bytes, length));
            ExperimentReader.read(file, Overrides.none(), StandIns.methods(), TeacherShapes.unknown());
            Statistics.collect("read");
        } catch (EngineException e) {
            Statistics.collect("refused");
            assertThat(e.what()).isNotBlank();
            assertThat(e.why()).isNotBlank();
        } finally {
            Files.delete(file);
        }
        Statistics.coverage(ExperimentMutationTest::bothHappen);
    }

    private static void bothHappen(StatisticsCoverage coverage) {
        coverage.check("read").count(count -> count > 0);
        coverage.check("refused").count(count -> count > 0);
    }

    private static ObjectNode whole() {
        return ExperimentWriter.resolved(ExperimentReaderTest.read(ExperimentReaderTest.valid()));
    }

    private static void change(ObjectNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            String key = keys.isEmpty() || random.nextInt(5) == 0
                    ? List.of("", "x", "a.b", "batchSze", "threads", "type", "日本", "[0]").get(random.nextInt(8))
                    : keys.get(random.nextInt(keys.size()));
            if (random.nextInt(4) == 0) {
                object.remove(key);
            } else {
                object.set(key, value(random, root));
            }
        } else if (container instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) {
                array.add(value(random, root));
            } else if (random.nextBoolean()) {
                array.remove(random.nextInt(array.size()));
            } else {
                array.set(random.nextInt(array.size()), value(random, root));
            }
        }
    }

    private static JsonNode value(Random random, ObjectNode root) {
        return switch (random.nextInt(16)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(40) - 4);
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.numberNode(random.nextDouble());
            case 5 -> NODES.numberNode(Double.longBitsToDouble(random.nextLong()));
            case 6 -> NODES.numberNode(new BigInteger(200, random));
            case 7 -> NODES.numberNode(new BigDecimal("1e-400"));
            case 8 -> NODES.textNode("");
            case 9 -> NODES.textNode("dynabert");
            case 10 -> NODES.textNode("folder:\u0000" + random.nextInt());
            case 11 -> NODES.textNode(List.of("probe", "cpu", "gpu:3", "NaN", "glue:/x").get(random.nextInt(5)));
            case 12 -> NODES.arrayNode();
            case 13 -> NODES.arrayNode().add(1).add(1.0).add("1");
            case 14 -> NODES.objectNode();
            default -> root.deepCopy();
        };
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
