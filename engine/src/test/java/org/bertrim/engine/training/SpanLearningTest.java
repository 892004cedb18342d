package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.export.Evaluation;
import org.bertrim.engine.export.ModelExport;
import org.bertrim.engine.export.SavedModel;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.ModelFolder;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.teacher.Teachers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to scores with two real layers, on questions of four kinds, so that no kind alone is more than a quarter of them. */
class SpanLearningTest {

    private static final List<String> NAMES = List.of("Anna", "Boris", "Clara", "David", "Emma", "Felix", "Grace", "Henry");
    private static final List<String> CITIES = List.of("Paris", "Berlin", "London", "Vienna", "Madrid", "Dublin", "Prague", "Rome");
    private static final List<String> THINGS = List.of("bread", "books", "shoes", "flowers", "bicycles", "clocks", "hats", "tea");

    @TempDir
    Path folder;

    @Test
    void aFewHundredQuestionsAreEnoughToBeatTheBestAnswerOfOneKind() throws IOException {
        Files.writeString(folder.resolve("train-v1.1.json"), questions(160, 1).toString());
        Files.writeString(folder.resolve("dev-v1.1.json"), questions(60, 2).toString());
        Task task = Tasks.open("squad:" + folder, folder, null, 0);
        Teacher teacher = Teachers.builtin().open("builtin:e5-small-v2").firstLayers(2);
        Kernels.threads(1);
        MemoryPort port = new MemoryPort("fine-tune");
        FineTunedTeacher taught;
        try (NDManager manager = NDManager.newBaseManager();
                TextTokenizer tokenizer = TextTokenizer.of(teacher.tokenizerJson())) {
            TrainingData data = TrainingData.of(task, tokenizer, new RowLimits(48, 16), 5, "held-out");
            taught = new FineTuning(port, new Compute(manager, Precision.FLOAT32, 1, "cpu"), data, new NoShelf())
                    .run(teacher, TinyTask.stage(3, 1e-3), TinyTask.settings(0), "print");
        }

        List<Double> losses = port.recorded().stream()
                .filter(Event.Scalars.class::isInstance)
                .map(event -> ((Event.Scalars) event).values().get("loss"))
                .toList();
        assertThat(mean(losses.subList(losses.size() - 10, losses.size()))).isLessThan(mean(losses.subList(0, 10)) / 3);
        Map<String, Double> scores = taught.devScores().get("dev");
        assertThat(scores.keySet()).containsExactly("spanF1", "exactMatch");
        assertThat(scores.get("exactMatch")).isGreaterThan(0.6);
        assertThat(scores.get("spanF1")).isGreaterThanOrEqualTo(scores.get("exactMatch"));
        theFolderOfTheModelGivesTheSameScores(teacher, task, taught);
    }

    private void theFolderOfTheModelGivesTheSameScores(Teacher teacher, Task task, FineTunedTeacher taught) {
        ObjectNode json = BertConfigJson.write(taught.config());
        json.withObject("/bertrim").put("maxTokens", 48).put("docStride", 16).putArray("labels").add(TaskInfo.ANSWERABLE);
        Path model = folder.resolve("model");
        new ModelFolder(taught.weights(), json, teacher.tokenizerJson()).write(model);
        SavedModel saved = SavedModel.open(model);

        assertThat(json.at("/architectures/0").asText()).isEqualTo("BertForQuestionAnswering");
        assertThat(saved.limits()).isEqualTo(new RowLimits(48, 16));
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(Evaluation.of(saved, null, task, Precision.FLOAT32, manager)).isEqualTo(taught.devScores());
            Task classes = Tasks.open("sample:reviews", folder, null, 0);
            assertThatThrownBy(() -> Evaluation.of(saved, null, classes, Precision.FLOAT32, manager))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("it answers with a span of the passage, the task expects negative / positive");
            assertThat(ModelExport.write(saved, saved.part(0.5, 1), folder.resolve("half"), manager).largestDifference())
                    .isLessThanOrEqualTo(ModelExport.LIMIT);
        }
        assertThat(SavedModel.open(folder.resolve("half")).limits()).isEqualTo(new RowLimits(48, 16));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static ObjectNode questions(int count, long seed) {
        Random random = new Random(seed);
        ObjectNode file = Json.mapper().createObjectNode().put("version", "1.1");
        ArrayNode paragraphs = file.putArray("data").addObject().put("title", "t").putArray("paragraphs");
        for (int i = 0; i < count / 4; i++) {
            String name = of(NAMES, random);
            String city = of(CITIES, random);
            String thing = of(THINGS, random);
            String year = Integer.toString(1800 + random.nextInt(200));
            String context = random.nextBoolean()
                    ? "In " + year + " a person called " + name + " moved to " + city + " to sell " + thing + "."
                    : "There is a shop in " + city + " where " + name + " sold " + thing + " until " + year + ".";
            ArrayNode asked = paragraphs.addObject().put("context", context).putArray("qas");
            ask(asked, i + "a", "Which year was it?", context, year);
            ask(asked, i + "b", "Who was it?", context, name);
            ask(asked, i + "c", "Which city was it?", context, city);
            ask(asked, i + "d", "What was sold?", context, thing);
        }
        return file;
    }

    private static void ask(ArrayNode asked, String id, String question, String context, String answer) {
        asked.addObject()
                .put("id", id)
                .put("question", question)
                .putArray("answers")
                .addObject()
                .put("text", answer)
                .put("answer_start", context.indexOf(answer));
    }

    private static String of(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static final class NoShelf implements TeacherShelf {
        @Override
        public Optional<Map<String, StoredTensor>> find(String fingerprint, BertConfig config) {
            return Optional.empty();
        }

        @Override
        public Optional<Map<String, StoredTensor>> findOfOthers(String fingerprint, BertConfig config) {
            return Optional.empty();
        }

        @Override
        public void put(String fingerprint, BertConfig config, Map<String, StoredTensor> weights) {}
    }
}
