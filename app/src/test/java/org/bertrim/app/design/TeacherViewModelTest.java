package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Tone;
import org.bertrim.app.design.TeacherReportWords.Report;
import org.bertrim.app.design.TeacherReportWords.Score;
import org.bertrim.app.design.TeacherWords.Card;
import org.bertrim.app.design.TeacherWords.Offer;
import org.bertrim.app.support.SmallHub;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherViewModelTest {

    private static final String BUILT_IN = "builtin:e5-small-v2";
    private static final String HUB = "hub:" + SmallHub.MODEL;

    @TempDir
    private Path workspace;

    private DesignViewModel open(Map<String, String> environment) {
        return new Desk(workspace, Background.inline(), environment).open();
    }

    private static Card card(TeacherViewModel teacher, String source) {
        return teacher.cards().get().stream().filter(card -> card.source().equals(source)).findFirst().orElseThrow();
    }

    @Test
    void whatIsNotThereIsOfferedWithItsWay() {
        TeacherViewModel teacher = new Desk(workspace).open().teacher();

        assertThat(card(teacher, BUILT_IN)).extracting(Card::shape, Card::place).containsExactly("12 × 384 · 12 heads · 33.2 M", "built in · MIT");
        Map<String, Offer> offers = teacher.offers().get().stream().collect(Collectors.toMap(Offer::source, offer -> offer));
        assertThat(offers.get("hub:albert/albert-base-v2"))
                .extracting(Offer::downloads, Offer::place, Offer::licence)
                .containsExactly(true, "≈ 44.4 MB to download", "Apache-2.0");
        assertThat(offers).doesNotContainKey(BUILT_IN);
        offers.values().stream().filter(offer -> !offer.downloads()).forEach(offer -> assertThat(offer.place()).contains("-P"));
    }

    @Test
    void aDownloadedModelIsChosenAndCanBeRun() {
        try (SmallHub hub = new SmallHub(5000)) {
            DesignViewModel model = open(hub.environment());
            model.teacher().enter(HUB);

            assertThat(model.teacher().download().shown().get()).isNull();
            assertThat(model.teacher().selected().get()).isEqualTo(HUB);
            assertThat(card(model.teacher(), HUB))
                    .extracting(Card::title, Card::shape, Card::place)
                    .containsExactly(SmallHub.MODEL, "4 × 32 · 4 heads · 39,392", "downloaded · apache-2.0");
            assertThat(model.teacher().wholeLayers()).isEqualTo(4);
            assertThat(model.problemCount()).isZero();
        }
    }

    @Test
    void theAddressOfAPageIsANameToo() {
        try (SmallHub hub = new SmallHub(100)) {
            DesignViewModel model = open(hub.environment());
            model.teacher().enter(" https://some.hub/" + SmallHub.MODEL + "/tree/main?show=all ");
            assertThat(model.teacher().selected().get()).isEqualTo(HUB);
        }
    }

    @Test
    void aDraftWithAModelThatIsNotThereWaitsForItsDownload() {
        try (SmallHub hub = new SmallHub(100)) {
            DesignViewModel model = open(hub.environment());
            model.teacher().choose(HUB);

            assertThat(model.teacher().awaited().get()).isEqualTo(SmallHub.MODEL);
            assertThat(model.teacher().problem().get()).contains("download it below");
            assertThat(card(model.teacher(), HUB)).extracting(Card::title, Card::place).containsExactly(SmallHub.MODEL, "not downloaded yet");
            assertThat(model.estimate().blocked().get()).isTrue();
            assertThat(model.ready()).isFalse();
            model.teacher().download().start(model.teacher().awaited().get());
            assertThat(model.teacher().awaited().get()).isEmpty();
            assertThat(model.teacher().problem().get()).isEmpty();
            assertThat(model.ready()).isTrue();
            assertThat(model.estimate().blocked().get()).isFalse();
        }
    }

    @Test
    void whatKeepsAModelFromComingStandsBesideItsName() {
        try (SmallHub hub = new SmallHub(100)) {
            TeacherViewModel teacher = open(hub.environment()).teacher();
            teacher.enter("small/nothing");
            DownloadViewModel.Shown shown = teacher.download().shown().get();
            assertThat(shown.name()).isEqualTo("small/nothing");
            assertThat(shown.failure()).startsWith("The hub").contains("has no such model. Check the name");
            assertThat(teacher.selected().get()).isEqualTo(BUILT_IN);
            teacher.download().dismiss();
            assertThat(teacher.download().shown().get()).isNull();
            teacher.enter("no name");
            assertThat(teacher.download().problem().get()).contains("OWNER/NAME");
            teacher.download().typing();
            assertThat(teacher.download().problem().get()).isEmpty();
            assertThat(teacher.download().shown().get()).isNull();
        }
    }

    @Test
    void nothingIsDownloadedWhereThatIsForbidden() {
        TeacherViewModel teacher = new Desk(workspace).open().teacher();
        teacher.enter(SmallHub.MODEL);
        assertThat(teacher.download().shown().get().failure()).contains("HF_HUB_OFFLINE");
    }

    @Test
    void aFolderIsACardAsSoonAsItIsChosen() throws IOException {
        Path folder = Files.createDirectories(workspace.resolve("models/mine"));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "roberta", "hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 2, "intermediate_size": 64,
                 "vocab_size": 31, "max_position_embeddings": 130, "type_vocab_size": 1, "pad_token_id": 1}""");
        Files.write(folder.resolve("model.safetensors"), safetensors());
        DesignViewModel model = open(Map.of());
        model.teacher().choose(folder);

        String source = "folder:" + folder;
        assertThat(card(model.teacher(), source))
                .extracting(Card::title, Card::place)
                .containsExactly("mine", "on this machine · licence unknown");
        assertThat(card(model.teacher(), source).shape()).startsWith("3 × 32 · 2 heads");
        assertThat(model.teacher().wholeLayers()).isEqualTo(3);
        model.teacher().choose(BUILT_IN);
        assertThat(model.teacher().cards().get()).noneMatch(card -> card.source().equals(source));
    }

    /** No tensor at all, which is enough for a look. */
    private static byte[] safetensors() {
        byte[] header = "{}      ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return java.nio.ByteBuffer.allocate(8 + header.length).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header).array();
    }

    @Test
    void aFolderThatIsNoTeacherSaysWhy() throws IOException {
        Path folder = Files.createDirectories(workspace.resolve("empty"));
        DesignViewModel model = open(Map.of());
        model.teacher().choose(folder);
        assertThat(card(model.teacher(), "folder:" + folder))
                .extracting(Card::title, Card::place)
                .containsExactly("empty", "cannot be opened");
        assertThat(model.teacher().problem().get()).isNotBlank();
        assertThat(model.teacher().wholeLayers()).isZero();
        assertThat(model.ready()).isFalse();
    }

    @Test
    void aConfigurationWithoutWeightsIsNoTeacher() throws IOException {
        Path folder = Files.createDirectories(workspace.resolve("half"));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 2, "intermediate_size": 64,
                 "vocab_size": 31, "max_position_embeddings": 130, "type_vocab_size": 2}""");
        DesignViewModel model = open(Map.of());
        model.teacher().choose(folder);
        assertThat(model.teacher().problem().get()).contains("no weights");
        assertThat(model.ready()).isFalse();
    }

    private DesignViewModel with(String task) throws IOException {
        DesignViewModel model = open(Map.of());
        model.drafts().load(Json.mapper().readTree("""
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2", "layers": 1},
                 "task": {"source": "%s", "maxTokens": 32}, "method": {"type": "finetune"}}""".formatted(task)));
        return model;
    }

    @Test
    void aCheckSaysWhatTheTeacherIsAndWhatItScores() throws IOException {
        DesignViewModel model = with("sample:reviews");
        model.check().check();

        Report report = model.check().report().get();
        assertThat(model.check().failure().get()).isEmpty();
        assertThat(report.facts()).extracting(fact -> fact.name() + ": " + fact.value()).contains(
                "Architecture: BERT · 12 layers of 384 · 12 heads · feed-forward 1,536",
                "Vocabulary: 30,522 tokens · WordPiece, lower case",
                "Longest text: 512 tokens",
                "Heads: none",
                "Licence: MIT");
        Score score = report.score();
        assertThat(score.metrics()).containsExactly("accuracy");
        assertThat(score.on()).isEqualTo("Before training, with its first layer, on dev of reviews, 1,000 rows, measured × 100");
        assertThat(score.lines()).hasSize(2);
        assertThat(score.lines().get(0).who()).startsWith("linear probe on ");
        assertThat(Double.parseDouble(score.lines().get(0).values().get(0))).isGreaterThan(60);
        assertThat(score.tone()).isEqualTo(Tone.GOOD);
        assertThat(model.check().old().get()).isFalse();
        model.teacher().useLayers(3);
        assertThat(model.check().old().get()).isTrue();
    }

    @Test
    void aTeacherThatKnowsNothingOfTheTaskIsFlagged() throws IOException {
        Path table = Files.writeString(workspace.resolve("noise.csv"), "text,label\n" + IntStream.range(0, 200)
                .mapToObj(i -> "the same words again and again," + (i * 7919 % 13 < 6 ? "yes" : "no") + "\n")
                .collect(Collectors.joining()));
        DesignViewModel model = with("table:" + table);
        model.check().check();

        Score score = model.check().report().get().score();
        assertThat(score.tone()).isEqualTo(Tone.CAUTION);
        assertThat(score.verdict()).isEqualTo("not better than chance");
        assertThat(score.advice()).contains("choose another teacher");
    }

    @Test
    void tooFewRowsAreNotTheTeachersFault() throws IOException {
        Path table = Files.writeString(workspace.resolve("short.csv"), "text,label\n" + IntStream.range(0, 20)
                .mapToObj(i -> "row " + i + "," + (i % 2 == 0 ? "yes" : "no") + "\n")
                .collect(Collectors.joining()));
        DesignViewModel model = with("table:" + table);
        model.check().check();
        assertThat(model.check().report().get().score().advice()).startsWith("By 2 dev rows not even a perfect teacher");
    }

    @Test
    void aDraftWithProblemsStillHasItsTeacherChecked() throws IOException {
        DesignViewModel model = with("sample:reviews");
        Desk.field(model, "training.batchSize").enter("0");
        assertThat(model.ready()).isFalse();
        model.check().check();
        assertThat(model.check().report().get().facts()).isNotEmpty();
        assertThat(model.check().report().get().score()).isNull();
    }

    @Test
    void aTableWithBadRowsStillHasItsTeacherChecked() throws IOException {
        Path table = Files.writeString(workspace.resolve("bad.csv"), "text,label\n" + "a text,yes\nanother,no\n".repeat(20) + "only one\n");
        DesignViewModel model = with("table:" + table);
        model.check().check();
        assertThat(model.check().failure().get()).isEmpty();
        assertThat(model.check().report().get().score()).isNull();
    }

    @Test
    void whatCannotBeOpenedCannotBeChecked() {
        DesignViewModel model = open(Map.of());
        model.teacher().choose("folder:" + workspace.resolve("nowhere"));
        model.check().check();
        assertThat(model.check().failure().get()).isNotBlank();
        assertThat(model.check().report().get()).isNull();
        assertThat(model.check().running().get()).isFalse();
    }
}
