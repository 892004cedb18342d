package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.export.SavedModel;
import org.bertrim.engine.export.TinyModels;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.teacher.TeacherEntry;
import org.bertrim.engine.teacher.TeacherEntry.State;
import org.bertrim.engine.teacher.TeacherNotHere;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.teacher.hub.HubCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Teachers from every kind of place, with a small model in each. */
class WorkspaceTeachersTest {

    private static final ModelShape TINY = new ModelShape(4, 32, 4, 64, 30522, 128, 2);

    @TempDir
    private Path folder;

    private Teachers teachers() {
        return WorkspaceTeachers.of(folder.resolve("workspace"), new HubCache(folder.resolve("cache")));
    }

    private static SavedModel tiny() throws IOException {
        return TinyModels.classifier(List.of("negative", "positive"));
    }

    private void requireTiny(String source) throws IOException {
        assertThat(teachers().shape(source)).isEqualTo(TINY);
        assertThat(teachers().tokenizer(source)).isEqualTo(tiny().folder().tokenizerJson());
        Teacher teacher = teachers().open(source);
        assertThat(teacher.source()).isEqualTo(source);
        assertThat(teacher.shape()).isEqualTo(TINY);
        assertThat(teacher.weights()).containsAllEntriesOf(tiny().folder().weights());
    }

    @Test
    void aFolderIsATeacherAndSoIsItsFile() throws IOException {
        tiny().folder().write(folder.resolve("tiny"));
        requireTiny("folder:" + folder.resolve("tiny"));
        requireTiny("folder:" + folder.resolve("tiny").resolve("model.safetensors"));
    }

    @Test
    void theSameContentHasTheSameFingerprintWhereverItLies() throws IOException {
        tiny().folder().write(folder.resolve("one"));
        tiny().folder().write(folder.resolve("two"));
        assertThat(teachers().open("folder:" + folder.resolve("one")).fingerprint())
                .isEqualTo(teachers().open("folder:" + folder.resolve("two")).fingerprint());
    }

    /** As a download leaves it, see {@link HubCache}. */
    private void downloaded(String name) throws IOException {
        Path model = folder.resolve("cache").resolve(name);
        Files.createDirectories(model.getParent());
        tiny().folder().write(model);
        Files.writeString(model.resolve("README.md"), "---\nlicense: mit\n---\n");
        var manifest = Json.mapper().createObjectNode().put("revision", "abc").put("endpoint", "https://hub.example");
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json", "README.md")) {
            manifest.withArray("/files").addObject().put("name", file).put("size", Files.size(model.resolve(file)));
        }
        Files.writeString(model.resolve("bertrim-download.json"), manifest.toString());
    }

    @Test
    void aDownloadedModelIsATeacherAndListed() throws IOException {
        downloaded("owner/tiny");
        requireTiny("hub:owner/tiny");
        TeacherEntry entry = teachers().catalogue().stream()
                .filter(each -> each.source().equals("hub:owner/tiny"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.state()).isEqualTo(State.DOWNLOADED);
        assertThat(entry.licence()).isEqualTo("mit");
        assertThat(entry.origin()).isEqualTo("https://hub.example");
        assertThat(entry.bytes()).isGreaterThan(1_000_000);
        long encoder = tiny().folder().weights().entrySet().stream()
                .filter(each -> !each.getKey().startsWith("classifier") && !each.getKey().startsWith("bert.pooler"))
                .mapToLong(each -> each.getValue().sizeBytes() / Float.BYTES)
                .sum();
        assertThat(entry.parameters()).isEqualTo(encoder);
    }

    @Test
    void aDownloadThatIsNoTeacherDoesNotSpoilTheList() throws IOException {
        downloaded("owner/tiny");
        Path config = folder.resolve("cache/owner/tiny/config.json");
        long size = Files.size(config);
        Files.writeString(config, "{\"model_type\": \"gpt2\"}" + " ".repeat((int) size - 22));
        assertThat(teachers().catalogue()).extracting(TeacherEntry::source).contains("builtin:e5-small-v2");
        assertThatThrownBy(() -> teachers().shape("hub:owner/tiny")).isInstanceOf(EngineException.class);
    }

    @Test
    void aModelThatIsNotThereIsToBeDownloadedFirst() {
        assertThatThrownBy(() -> teachers().open("hub:owner/tiny"))
                .isInstanceOfSatisfying(TeacherNotHere.class, e -> {
                    assertThat(e.remedy()).contains("bertrim teachers --get hub:owner/tiny");
                    assertThat(e.source()).isEqualTo("hub:owner/tiny");
                });
    }

    private RunFolder run(String... models) throws IOException {
        RunFolder run = RunFolder.create(
                folder.resolve("workspace"), "made", 1, Instant.EPOCH, Json.mapper().createObjectNode());
        for (String model : models) {
            tiny().folder().write(run.modelsFolder().resolve(model));
        }
        return run;
    }

    private static void finish(RunFolder run) throws IOException {
        try (EventLog log = EventLog.open(run.eventsFile())) {
            log.emit(new Event.RunFinished(java.util.Map.of()));
        }
        Files.writeString(run.resultsFile(), "{}");
    }

    @Test
    void whatAFinishedRunHasMadeIsATeacher() throws IOException {
        RunFolder run = run("teacher", "super-network");
        assertThatThrownBy(() -> teachers().open("run:" + run.id())).hasMessageContaining("not finished");
        finish(run);
        requireTiny("run:" + run.id());
        assertThatThrownBy(() -> teachers().open("run:" + run.id().substring(0, 9)))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.remedy()).contains(run.id()));
    }

    @Test
    void aStudentGoesBeforeItsTeacherUnlessItIsNoEncoder() throws IOException {
        RunFolder run = run("teacher", "student");
        finish(run);
        Files.delete(run.modelsFolder().resolve("teacher/config.json"));
        requireTiny("run:" + run.id());
        Path student = run.modelsFolder().resolve("student/config.json");
        Files.writeString(student, "{\"model_type\": \"bertrim-cells\"}");
        assertThatThrownBy(() -> teachers().open("run:" + run.id())).hasMessageContaining("no encoder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "builtin:nothing", "folder:nowhere", "hub:nothing", "hub:../x/y", "run:nothing", "web:x"})
    void whatIsNoTeacherIsRefusedInWords(String source) {
        assertThatThrownBy(() -> teachers().open(source)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.why()).isNotBlank();
            assertThat(e.remedy()).isNotBlank();
        });
    }

    /** The numbers are those of the published models without pooler and heads. */
    @Test
    void someModelsAreOfferedUntilTheyAreThere() throws IOException {
        java.util.Map<String, Long> offered = new java.util.HashMap<>();
        teachers().catalogue().stream()
                .filter(entry -> entry.state() == State.TO_DOWNLOAD)
                .forEach(entry -> offered.put(entry.source(), entry.parameters()));
        assertThat(offered)
                .containsEntry("hub:google-bert/bert-base-uncased", 108_891_648L)
                .containsEntry("hub:FacebookAI/roberta-base", 124_055_040L - 2 * 768) // two rows of positions are never used
                .containsEntry("hub:albert/albert-base-v2", 11_092_992L)
                .containsKeys("hub:google-bert/bert-base-chinese", "hub:distilbert/distilbert-base-uncased");
        downloaded("albert/albert-base-v2");
        assertThat(teachers().catalogue())
                .filteredOn(entry -> entry.source().equals("hub:albert/albert-base-v2"))
                .singleElement()
                .extracting(TeacherEntry::state)
                .isEqualTo(State.DOWNLOADED);
    }

    @Test
    void theListSaysWhichBuildsHaveTheOthers() {
        assertThat(teachers().catalogue()).filteredOn(entry -> entry.state() == State.OTHER_BUILD).allSatisfy(entry -> {
            assertThat(entry.profile()).isNotBlank();
            assertThat(entry.present()).isFalse();
        });
        assertThat(teachers().catalogue().get(0).state()).isEqualTo(State.BUILT_IN);
    }
}
