package org.bertrim.engine.teacher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.bertrim.engine.teacher.hub.FakeHub.MODEL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.bertrim.engine.format.DiskSpace;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.teacher.hub.DownloadProgress.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads against a hub on this machine, well-behaved and not. */
class HubDownloadTest {

    private static final String WEIGHTS = "model.safetensors";
    private static final String LIST = "/revision/main";
    private static final String TOKEN = "hf_secret";

    @TempDir
    private Path folder;

    private final FakeHub hub = FakeHub.withModel();
    private final FakeHub elsewhere = new FakeHub();
    private final Map<String, String> environment = new HashMap<>(Map.of(HubSettings.ENDPOINT, hub.address()));
    private final List<Duration> pauses = new ArrayList<>();
    private final List<DownloadProgress> progress = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private BiConsumer<HubName, Path> look = (name, there) -> {};
    private DiskSpace space = any -> Long.MAX_VALUE / 2;
    private HubHttp.Limits limits = HubHttp.Limits.USUAL;

    @AfterEach
    void close() {
        hub.close();
        elsewhere.close();
    }

    private HubCache cache() {
        return new HubCache(folder.resolve("cache"));
    }

    private HubModel get() {
        return get(cancellation);
    }

    private HubModel get(Cancellation wish) {
        return new HubDownload(HubSettings.of(environment), cache(), look, space, limits, (time, any) -> pauses.add(time))
                .get(MODEL, progress::add, wish);
    }

    private EngineException failure() {
        EngineException failure = catchThrowableOfType(EngineException.class, this::get);
        assertThat(failure).isNotNull();
        assertThat(cache().find(MODEL)).isEmpty();
        assertThat(failure.what()).isNotBlank();
        assertThat(failure.remedy()).isNotBlank();
        return failure;
    }

    private void assertComplete() throws IOException {
        for (String name : List.of("config.json", "vocab.txt", WEIGHTS, "README.md")) {
            assertThat(cache().folderOf(MODEL).resolve(name)).hasBinaryContent(hub.files.get(name));
        }
        try (Stream<Path> left = Files.list(cache().folderOf(MODEL))) {
            assertThat(left.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("config.json", "vocab.txt", WEIGHTS, "README.md", HubCache.MANIFEST);
        }
    }

    @Test
    void getsWhatIsNeededAndNothingElse() throws IOException {
        HubModel model = get();
        assertComplete();
        assertThat(model.revision()).isEqualTo(FakeHub.REVISION);
        assertThat(hub.requests).hasSize(5);
        assertThat(hub.about("pytorch_model.bin")).isEmpty();
        assertThat(Json.read(model.folder().resolve(HubCache.MANIFEST)).path("files").findValuesAsText("sha256"))
                .contains(FakeHub.hex("SHA-256", hub.files.get(WEIGHTS)));
        assertThat(cache().list()).containsExactly(model);
    }

    @Test
    void whatIsThereIsUsedWithoutAnyRequest() {
        HubModel first = get();
        hub.requests.clear();
        hub.close();
        environment.put(HubSettings.OFFLINE, "1");
        assertThat(get()).isEqualTo(first);
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void whatSomebodyHasShortenedIsFetchedAgain() throws IOException {
        HubModel model = get();
        Files.write(model.folder().resolve(WEIGHTS), new byte[5]);
        assertThat(cache().find(MODEL)).isEmpty();
        get();
        assertComplete();
    }

    @Test
    void progressEndsWithAllBytes() {
        get();
        assertThat(progress.get(0).phase()).isEqualTo(Phase.ASKING);
        DownloadProgress last = progress.get(progress.size() - 1);
        assertThat(last.bytes()).isEqualTo(last.total()).isGreaterThan(300_000);
        assertThat(last.share()).isEqualTo(1);
        assertThat(progress).isSortedAccordingTo((a, b) -> Long.compare(a.bytes(), b.bytes()));
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws IOException {
        hub.next(WEIGHTS, FakeHub.dropAfter(100_000), FakeHub.dropAfter(50_000));
        get();
        assertComplete();
        assertThat(hub.about(WEIGHTS)).hasSize(3);
        assertThat(hub.about(WEIGHTS).get(1).range()).isEqualTo("bytes=100000-");
        assertThat(hub.about(WEIGHTS).get(1).ifRange()).isEqualTo(FakeHub.etag(hub.files.get(WEIGHTS)));
        assertThat(hub.about(WEIGHTS).get(2).range()).isEqualTo("bytes=150000-");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(progress).extracting(DownloadProgress::phase).contains(Phase.WAITING);
    }

    @Test
    void aLaterDownloadGoesOnWhereThisOneWasEnded() throws IOException {
        CountDownLatch half = new CountDownLatch(1);
        hub.next(WEIGHTS, (exchange, content) -> {
            exchange.getResponseHeaders().set("ETag", FakeHub.etag(content));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 200_000);
            exchange.getResponseBody().flush();
            half.await();
        });
        Cancellation wish = new Cancellation();
        CompletableFuture<HubModel> first = CompletableFuture.supplyAsync(() -> get(wish));
        Path part = folder.resolve("cache/owner/.small-bert.tmp/model.safetensors.part");
        while (!Files.exists(part) || Files.size(part) < 200_000) {
            Thread.onSpinWait();
        }
        wish.cancel();
        assertThatThrownBy(first::join).hasCauseInstanceOf(CancellationException.class);
        half.countDown();
        assertThat(cache().find(MODEL)).isEmpty();
        get();
        assertComplete();
        assertThat(hub.about(WEIGHTS).get(1).range()).isEqualTo("bytes=200000-");
        assertThat(hub.about("vocab.txt")).hasSize(1); // what was whole is not fetched again
    }

    @Test
    void beginsAnewWhenTheModelHasChangedMeanwhile() throws IOException {
        hub.always(WEIGHTS, FakeHub.dropAfter(1000));
        failure();
        hub.always(WEIGHTS, FakeHub::serve);
        hub.revision = "fedcba9876543210fedcba9876543210fedcba98";
        hub.files.put(WEIGHTS, FakeHub.bytes(250_000, 9));
        hub.requests.clear();
        assertThat(get().revision()).isEqualTo(hub.revision);
        assertComplete();
        assertThat(hub.about(WEIGHTS)).singleElement().extracting(FakeHub.Request::range).isNull();
    }

    @Test
    void beginsAnewWhenTheServerSendsTheWholeInPlaceOfTheRest() throws IOException {
        hub.next(WEIGHTS, FakeHub.dropAfter(1000), (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length); // as if the tag had changed
            exchange.getResponseBody().write(content);
        });
        get();
        assertComplete();
    }

    @Test
    void beginsAnewWhenTheServerCannotGoOn() throws IOException {
        hub.next(WEIGHTS, FakeHub.dropAfter(1000), FakeHub.status(416));
        get();
        assertComplete();
        assertThat(hub.about(WEIGHTS).get(2).range()).isNull();
    }

    @Test
    void endsWhenTheConnectionBreaksAgainAndAgain() {
        hub.always(WEIGHTS, FakeHub.dropAfter(10));
        assertThat(failure()).hasMessageContaining("breaks again and again").hasMessageContaining("small-bert");
        assertThat(pauses).hasSize(5);
        assertThat(hub.about(WEIGHTS)).hasSize(6);
    }

    @Test
    void anAnswerThatIsTooShortIsNamed() {
        hub.always(WEIGHTS, FakeHub.instead(FakeHub.bytes(299_999, 1)));
        assertThat(failure().why()).contains("has 300000 bytes").contains("sends 299999");
        assertThat(hub.about(WEIGHTS)).hasSize(2);
    }

    @Test
    void anAnswerThatIsTooLongIsNamed() {
        hub.always(WEIGHTS, (exchange, content) -> {
            exchange.sendResponseHeaders(200, 0); // in chunks, without a length
            exchange.getResponseBody().write(content);
            exchange.getResponseBody().write(content);
        });
        assertThat(failure().why()).contains("has 300000 bytes").contains("sends more");
    }

    @Test
    void anAnswerThatEndsEarlyIsNamed() {
        hub.always(WEIGHTS, (exchange, content) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(content, 0, 5);
        });
        assertThat(failure().why()).contains("ended after 5 of 300000 bytes");
        assertThat(hub.about(WEIGHTS)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {WEIGHTS, "vocab.txt"})
    void wrongBytesAreNamedAndNotKept(String file) throws IOException {
        byte[] wrong = hub.files.get(file).clone();
        wrong[3] ^= 1;
        hub.always(file, FakeHub.instead(wrong));
        assertThat(failure().why()).contains(file).contains("check sum");
        assertThat(folder.resolve("cache/owner/.small-bert.tmp").resolve(file)).doesNotExist();
        hub.always(file, FakeHub::serve);
        get();
        assertComplete();
    }

    @Test
    void bytesThatWereWrongOnceAreFetchedOnceMore() throws IOException {
        hub.next(WEIGHTS, FakeHub.instead(FakeHub.bytes(300_000, 77)));
        get();
        assertComplete();
    }

    @Test
    void anUnknownVisitorIsToldAboutTheToken() {
        hub.always(LIST, FakeHub.status(401));
        EngineException failure = failure();
        assertThat(failure).isInstanceOf(InvalidInput.class);
        assertThat(failure.remedy()).contains("HF_TOKEN").contains(hub.address() + "/owner/small-bert");
        assertThat(pauses).isEmpty();
    }

    @Test
    void aVisitorWithAWrongTokenIsToldSo() {
        environment.put(HubSettings.TOKEN, TOKEN);
        hub.always(LIST, FakeHub.status(401));
        assertThat(failure().why()).contains("does not accept your access token").doesNotContain(TOKEN);
    }

    @Test
    void aVisitorWhoMustAcceptTermsIsToldWhere() {
        environment.put(HubSettings.TOKEN, TOKEN);
        hub.always(WEIGHTS, FakeHub.status(403));
        assertThat(failure().remedy()).contains("Accept its terms on " + hub.address() + "/owner/small-bert");
    }

    @Test
    void aModelThatIsNotThereIsNamed() {
        hub.always(LIST, FakeHub.status(404));
        assertThat(failure().why()).contains("has no such model");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        hub.always("vocab.txt", FakeHub.status(404));
        assertThat(failure().why()).contains("vocab.txt");
    }

    @Test
    void aBusyHubIsGivenTheTimeThatItAsksFor() throws IOException {
        hub.next(LIST, FakeHub.status(503, "Retry-After", "7"));
        hub.next(WEIGHTS, FakeHub.status(429), FakeHub.status(500));
        get();
        assertComplete();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aHubThatStaysBusyIsLeftAlone() {
        hub.always(LIST, FakeHub.status(503));
        assertThat(failure().why()).contains("busy").contains("503");
        assertThat(pauses).hasSize(5);
    }

    @Test
    void aHubThatAsksForAnHourIsNotWaitedFor() {
        hub.always(LIST, FakeHub.status(503, "Retry-After", "3600"));
        assertThat(failure().why()).contains("3600 seconds");
        assertThat(pauses).isEmpty();
    }

    @Test
    void theTokenGoesToTheHubAndToNobodyElse() throws IOException {
        environment.put(HubSettings.TOKEN, TOKEN);
        byte[] weights = hub.files.get(WEIGHTS);
        hub.always(WEIGHTS, FakeHub.redirect(elsewhere.address() + "/cdn/w"));
        elsewhere.always("/cdn/w", FakeHub.redirect(elsewhere.address() + "/cdn/x"));
        elsewhere.always("/cdn/x", FakeHub.instead(weights));
        hub.next("vocab.txt", FakeHub.redirect("/moved/vocab-here"));
        hub.always("/moved/vocab-here", FakeHub.instead(hub.files.get("vocab.txt")));
        get();
        assertComplete();
        assertThat(hub.requests).allMatch(request -> ("Bearer " + TOKEN).equals(request.token()));
        assertThat(elsewhere.requests).hasSize(2).allMatch(request -> request.token() == null);
    }

    @Test
    void theTokenDoesNotComeBackFromElsewhere() throws IOException {
        environment.put(HubSettings.TOKEN, TOKEN);
        hub.next(WEIGHTS, FakeHub.redirect(elsewhere.address() + "/back"));
        elsewhere.always("/back", FakeHub.redirect(hub.address() + "/picked-by-others"));
        hub.always("/picked-by-others", FakeHub.instead(hub.files.get(WEIGHTS)));
        get();
        assertComplete();
        assertThat(hub.about("/picked-by-others")).singleElement().extracting(FakeHub.Request::token).isNull();
    }

    @Test
    void redirectsEndSomewhere() {
        hub.always(WEIGHTS, FakeHub.redirect("/owner/small-bert/resolve/" + FakeHub.REVISION + "/" + WEIGHTS));
        assertThat(failure().why()).contains("without an end");
        assertThat(hub.about(WEIGHTS)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "http://:x", ""})
    void redirectsToWhatIsNoWebAddressAreRefused(String location) {
        hub.always(WEIGHTS, FakeHub.redirect(location));
        assertThat(failure().why()).contains("must not be followed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/x", "a/../../x", "C:\\x", "..\\x", "a//b", "x\u0000", "."})
    void namesThatClimbAreRefused(String name) throws IOException {
        hub.files.put(name, FakeHub.bytes(10, 1));
        assertThat(failure().why()).contains("outside of the model's folder");
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
                    .containsExactly(".small-bert.lock");
        }
    }

    @Test
    void aModelWithoutUsableWeightsIsRefused() {
        hub.files.keySet().removeAll(List.of(WEIGHTS, "pytorch_model.bin"));
        assertThat(failure().why()).contains("no weights");
    }

    @Test
    void aModelWithoutConfigurationIsRefused() {
        hub.files.remove("config.json");
        assertThat(failure().why()).contains("config.json");
    }

    @Test
    void shardsComeWithTheirIndex() {
        hub.files.remove(WEIGHTS);
        for (String name : List.of(
                "model.safetensors.index.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")) {
            hub.files.put(name, FakeHub.bytes(2000, name.hashCode()));
        }
        Path there = get().folder();
        assertThat(there.resolve("model.safetensors.index.json")).exists();
        assertThat(there.resolve("model-00002-of-00002.safetensors"))
                .hasBinaryContent(hub.files.get("model-00002-of-00002.safetensors"));
        assertThat(there.resolve("pytorch_model.bin")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", "{}", "{\"sha\": \"../..\", \"siblings\": []}", ""})
    void anAnswerThatIsNoListIsNamed(String text) {
        hub.always(LIST, FakeHub.instead(text.getBytes(UTF_8)));
        assertThat(failure().why()).containsAnyOf("no list of files", "no JSON document");
    }

    @Test
    void sizesBeyondAllDisksAreRefused() {
        hub.always(LIST, FakeHub.instead(("{\"sha\": \"abc\", \"siblings\": [{\"rfilename\": \"config.json\", \"size\": "
                        + Long.MAX_VALUE + "}]}")
                .getBytes(UTF_8)));
        assertThat(failure().why()).contains(Long.toString(Long.MAX_VALUE));
    }

    @Test
    void whatTheListDoesNotSayIsAskedFor() throws IOException {
        hub.describes = false;
        byte[] weights = hub.files.get(WEIGHTS);
        hub.next(
                WEIGHTS,
                FakeHub.status(
                        302,
                        "Location", elsewhere.address() + "/cdn/w",
                        "X-Linked-Etag", FakeHub.etag(weights),
                        "X-Linked-Size", Integer.toString(weights.length),
                        "X-Repo-Commit", FakeHub.REVISION),
                FakeHub.redirect(elsewhere.address() + "/cdn/w"));
        byte[] wrong = weights.clone();
        wrong[0] ^= 1;
        elsewhere.next("/cdn/w", FakeHub.instead(wrong), FakeHub.instead(weights));
        hub.next(WEIGHTS, FakeHub.redirect(elsewhere.address() + "/cdn/w"));
        get();
        assertComplete();
        assertThat(hub.requests).filteredOn(request -> request.method().equals("HEAD")).hasSize(4);
        assertThat(elsewhere.requests).hasSize(2);
    }

    @Test
    void anotherRevisionThanAskedForIsRefused() {
        hub.describes = false;
        hub.always("config.json", FakeHub.status(200, "X-Repo-Commit", "ffff"));
        assertThat(failure().why()).contains("ffff");
    }

    @Test
    void offlineNothingIsAsked() {
        environment.put(HubSettings.OFFLINE, "TRUE");
        EngineException failure = failure();
        assertThat(failure.why()).contains("HF_HUB_OFFLINE");
        assertThat(failure.remedy()).contains("bertrim teachers --get hub:owner/small-bert");
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void twoDownloadsOfOneModelExcludeEachOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        hub.next(WEIGHTS, (exchange, content) -> {
            begun.countDown();
            on.await();
            FakeHub.serve(exchange, content);
        });
        CompletableFuture<HubModel> first = CompletableFuture.supplyAsync(this::get);
        begun.await();
        assertThat(failure().why()).contains("another download");
        on.countDown();
        first.get();
        assertComplete();
    }

    @Test
    void aHubThatCannotBeReachedIsNamedSoon() {
        hub.close();
        EngineException failure = failure();
        assertThat(failure.why()).contains(hub.address()).contains("cannot be reached");
        assertThat(failure.remedy()).contains("HF_ENDPOINT").contains("folder:");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() {
        limits = new HubHttp.Limits(Duration.ofSeconds(5), Duration.ofMillis(150), Duration.ofMillis(150));
        CountDownLatch end = new CountDownLatch(1);
        hub.always(WEIGHTS, (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 10);
            exchange.getResponseBody().flush();
            end.await();
        });
        assertThat(failure().why()).contains("sent nothing");
        hub.always(WEIGHTS, (exchange, content) -> end.await());
        assertThat(failure().why()).contains("does not answer");
        end.countDown();
    }

    @Test
    void spaceIsLookedForFirst() {
        space = any -> 100_000;
        assertThat(failure().why()).contains("MB free");
        assertThat(hub.requests).hasSize(1);
    }

    @Test
    void whatCannotBeUsedIsRefusedBeforeItsWeightsCome() throws IOException {
        look = (name, there) -> {
            assertThat(there.resolve("config.json")).hasBinaryContent(hub.files.get("config.json"));
            assertThat(there.resolve("vocab.txt")).exists();
            throw new InvalidInput("The model cannot be a teacher", "it is a gpt2", "Choose another.");
        };
        assertThat(failure().why()).isEqualTo("it is a gpt2");
        assertThat(hub.about(WEIGHTS)).isEmpty();
        assertThat(folder.resolve("cache/owner/.small-bert.tmp")).doesNotExist();
    }

    @Test
    void aDownloadCanBeEndedWhileItWaits() {
        hub.always(LIST, FakeHub.status(503));
        HubDownload download = new HubDownload(
                HubSettings.of(environment), cache(), look, space, limits, (time, wish) -> wish.cancel());
        assertThatThrownBy(() -> download.get(MODEL, progress::add, new Cancellation()))
                .isInstanceOf(CancellationException.class);
    }
}
