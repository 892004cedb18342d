package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.bertrim.app.support.SmallHub;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while something else is under way in the background. */
class TeacherRaceTest {

    private static final String BUILT_IN = "builtin:e5-small-v2";
    private static final String HUB = "hub:" + SmallHub.MODEL;

    @TempDir
    private Path workspace;

    private final Later later = new Later();

    private DesignViewModel open(SmallHub hub) throws IOException {
        DesignViewModel model = new Desk(workspace, later, hub.environment()).open();
        later.all();
        model.drafts().load(experiment("first"));
        later.all();
        return model;
    }

    private static JsonNode experiment(String name) throws IOException {
        return Json.mapper().readTree("""
                {"schema": 1, "name": "%s", "teacher": {"source": "builtin:e5-small-v2", "layers": 1},
                 "task": {"source": "sample:reviews", "maxTokens": 16}, "method": {"type": "finetune"}}""".formatted(name));
    }

    @Test
    void aModelThatComesIsChosenWhereItWasWished() throws IOException {
        try (SmallHub hub = new SmallHub(5000)) {
            DesignViewModel model = open(hub);
            model.teacher().enter(HUB);
            model.appeared(); // somebody has looked at another place meanwhile
            later.all();
            assertThat(model.teacher().selected().get()).isEqualTo(HUB);
            assertThat(model.ready()).isTrue();
        }
    }

    @Test
    void aModelThatComesDoesNotTakeThePlaceOfAnotherChoice() throws IOException {
        try (SmallHub hub = new SmallHub(5000)) {
            DesignViewModel model = open(hub);
            model.teacher().enter(HUB);
            model.teacher().choose("folder:/somewhere/else");
            later.all();
            assertThat(model.teacher().selected().get()).isEqualTo("folder:/somewhere/else");
            assertThat(model.teacher().cards().get()).anyMatch(card -> card.source().equals(HUB));
        }
    }

    @Test
    void aModelThatComesIsNotChosenInAnotherDraft() throws IOException {
        try (SmallHub hub = new SmallHub(5000)) {
            DesignViewModel model = open(hub);
            model.teacher().enter(HUB);
            model.drafts().load(experiment("second"));
            later.all();
            assertThat(model.teacher().selected().get()).isEqualTo(BUILT_IN);
            assertThat(model.teacher().cards().get()).anyMatch(card -> card.source().equals(HUB));
        }
    }

    @Test
    void goingBackBeforeAnotherTeacherHasBeenLookedAtIsNewsToo() throws IOException {
        try (SmallHub hub = new SmallHub(100)) {
            DesignViewModel model = open(hub);
            AtomicInteger news = new AtomicInteger();
            model.draft().checked().addListener((property, before, now) -> news.incrementAndGet());
            model.teacher().choose("folder:/somewhere/else");
            model.teacher().choose(BUILT_IN);
            later.all();
            assertThat(news).hasPositiveValue();
            assertThat(model.ready()).isTrue();
            assertThat(model.estimate().old().get()).isFalse();
        }
    }

    @Test
    void aCheckWaitsUntilTheDraftHasBeenRead() throws IOException {
        try (SmallHub hub = new SmallHub(100)) {
            DesignViewModel model = open(hub);
            model.teacher().useLayers(2);
            model.check().check();
            assertThat(model.check().running().get()).isTrue();
            later.all();
            assertThat(model.check().running().get()).isFalse();
            assertThat(model.check().report().get().score().on()).contains("first 2 layers");
            assertThat(model.check().old().get()).isFalse();
        }
    }

    @Test
    void aCheckThatWaitsCanBeEnded() throws IOException {
        try (SmallHub hub = new SmallHub(100)) {
            DesignViewModel model = open(hub);
            model.teacher().useLayers(2);
            model.check().check();
            model.check().cancel();
            assertThat(model.check().running().get()).isFalse();
            later.all();
            assertThat(model.check().running().get()).isFalse();
            assertThat(model.check().report().get()).isNull();
        }
    }

    @Test
    void whatACheckSaidInVainIsNotSaidOfTheNextTeacher() throws IOException {
        try (SmallHub hub = new SmallHub(100)) {
            DesignViewModel model = open(hub);
            model.teacher().choose("folder:/somewhere/else");
            later.all();
            model.check().check();
            later.all();
            assertThat(model.check().failure().get()).isNotEmpty();
            model.teacher().choose(BUILT_IN);
            assertThat(model.check().failure().get()).isEmpty();
        }
    }

    @Test
    void aFolderThatIsTakenAwayIsMissedOnTheNextLook() throws IOException {
        Path folder = Files.createDirectories(workspace.resolve("mine"));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 2, "intermediate_size": 64,
                 "vocab_size": 31, "max_position_embeddings": 130, "type_vocab_size": 2}""");
        Path weights = Files.write(folder.resolve("model.safetensors"), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        try (SmallHub hub = new SmallHub(100)) {
            DesignViewModel model = open(hub);
            model.teacher().enter("folder:mine");
            later.all();
            assertThat(model.teacher().selected().get()).isEqualTo("folder:" + folder);
            assertThat(model.teacher().problem().get()).isEmpty();
            Files.delete(weights);
            Files.delete(folder.resolve("config.json"));
            Files.delete(folder);
            model.appeared();
            later.all();
            assertThat(model.teacher().problem().get()).isNotEmpty();
            assertThat(model.ready()).isFalse();
        }
    }
}
