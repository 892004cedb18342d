package org.bertrim.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bertrim.app.common.Background;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.TinyWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreTest {

    private static final RunInfo.Words WORDS =
            new RunInfo.Words("β = 4; it's <b>\"good\"</b> :name -- 很好\nsecond line", List.of("paper", "table 2"));

    @TempDir
    Path workspace;

    private final List<RunCenter> open = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(RunCenter::close);
    }

    private RunCenter center() {
        RunCenter center = new RunCenter(workspace, Background.inline(), reported::add, TinyWorker::start);
        open.add(center);
        center.refresh();
        return center;
    }

    private RunFolder run() {
        return TinyWorker.create(workspace, "idle", 1, 1);
    }

    private Path file() {
        return workspace.resolve("store/bertrim.mv.db");
    }

    private static List<RunInfo.Words> words(RunCenter center) {
        return center.rows().stream().map(row -> row.info().words()).toList();
    }

    @Test
    void runsCanBeLookedAtWhereNothingCanBeWritten() throws IOException {
        RunFolder run = run();
        Files.createFile(workspace.resolve("store")); // so that there cannot be a folder of this name, for root neither

        RunCenter center = center();
        center.refresh();

        assertThat(center.rows()).extracting(RunRow::id).containsExactly(run.id());
        assertThat(center.readOnly().get()).isTrue();
        assertThat(center.notices()).extracting(StoreNotice::kind).containsExactly(StoreNotice.Kind.UNWRITABLE);
        assertThat(reported).as("said once, as a notice").isEmpty();
    }

    enum Damage {
        GARBAGE {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                new Random(1).nextBytes(bytes);
                Files.write(file, bytes);
            }
        },
        TRUNCATED {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 3));
            }
        },
        EMPTY {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        HOLED {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Arrays.fill(bytes, 8192, bytes.length, (byte) 0);
                Files.write(file, bytes);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aDamagedStoreIsMadeAnewWithEverythingThatTheUserWrote(Damage damage) throws IOException {
        String id = run().id();
        RunCenter before = center();
        before.write(id, WORDS);
        before.write(new SavedComparison("c", "seeds", "{}"));
        before.close();
        damage.to(file());

        RunCenter center = center();
        center.refresh();

        assertThat(words(center)).containsExactly(WORDS);
        assertThat(center.comparisons()).containsExactly(new SavedComparison("c", "seeds", "{}"));
        center.removeComparison("c");
        assertThat(center.comparisons()).isEmpty();
        assertThat(center.notices()).extracting(StoreNotice::kind).containsExactly(StoreNotice.Kind.RESTORED);
        assertThat(reported).isEmpty();
        center.close();
        assertThat(words(center())).containsExactly(WORDS); // the new one lasts
    }

    @Test
    void aDamagedStoreWithoutBackupIsRebuiltFromTheRunFolders() throws IOException {
        String id = run().id();
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "this is no database, and it is long enough to be looked at".repeat(200));

        RunCenter center = center();

        assertThat(center.rows()).extracting(RunRow::id).containsExactly(id);
        assertThat(center.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(StoreNotice.Kind.REBUILT);
            assertThat(file().resolveSibling(notice.detail())).exists(); // nothing is thrown away
        });
    }

    @Test
    void aDamagedBackupGivesWayToTheOneBeforeIt() throws IOException {
        String id = run().id();
        RunCenter before = center();
        before.write(id, WORDS);
        before.close();
        center().close(); // a start makes a dated backup
        Path latest = workspace.resolve("store/backups/latest.sql");
        String script = Files.readString(latest);
        Files.writeString(latest, script.replace("INSERT INTO \"PUBLIC\".\"TAGS\"(\"RUN\"", "INSERT INTO \"PUBLIC\".\"TAGS\"(\"RU"));
        Damage.GARBAGE.to(file());

        assertThat(words(center())).containsExactly(WORDS);
    }

    @Test
    void aBackupIsReadForItsRowsOnly() throws IOException {
        String id = run().id();
        RunCenter before = center();
        before.write(id, WORDS);
        before.close();
        Path latest = workspace.resolve("store/backups/latest.sql");
        Path proof = workspace.resolve("proof.csv");
        Files.writeString(
                latest, "CALL CSVWRITE('" + proof + "', 'SELECT 1');\n" + Files.readString(latest));
        Damage.GARBAGE.to(file());

        assertThat(words(center())).containsExactly(WORDS);
        assertThat(proof).doesNotExist();
    }

    @Test
    void aStartKeepsTheNewestFewBackupsThatDiffer() {
        String id = run().id();
        for (int start = 0; start < 9; start++) {
            RunCenter center = center();
            center.write(id, new RunInfo.Words("note " + start, List.of()));
            center.close();
        }
        center().close();
        center().close(); // nothing new: no further backup

        List<Path> dated = new StoreBackups(workspace.resolve("store/backups")).dated();
        assertThat(dated).hasSize(5);
        assertThat(dated.get(0)).content().contains("note 8");
        assertThat(dated.get(4)).content().contains("note 4");
    }

    @Test
    void aSecondWindowReadsButDoesNotWriteOrStart() {
        String id = run().id();
        RunCenter owner = center();
        owner.write(id, WORDS);
        owner.hold(true);
        RunFolder waiting = run();
        waiting.enqueue(1);

        RunCenter second = center();

        assertThat(second.readOnly().get()).isTrue();
        assertThat(second.notices()).extracting(StoreNotice::kind).containsExactly(StoreNotice.Kind.READ_ONLY);
        assertThat(words(second)).contains(WORDS);
        assertThatThrownBy(() -> second.write(id, RunInfo.Words.NONE)).hasMessageContaining("another Bertrim window");
        assertThat(waiting.queueOrder()).isPresent();

        second.close();
        assertThat(owner.comparisons()).isEmpty(); // the owner's lock and database are untouched
        owner.close();
        assertThat(center().readOnly().get()).isFalse();
    }

    @Test
    void repairReadsEveryFolderAgainAndKeepsTheWords() {
        String id = run().id();
        RunCenter center = center();
        center.write(id, WORDS);

        center.repair();
        center.refresh();

        assertThat(words(center)).containsExactly(WORDS);
        assertThat(center.notices()).isEmpty();
    }

    @Test
    void everyNoteThatWasKeptSurvivesAKill() throws IOException, InterruptedException {
        String id = run().id();
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NoteWriterMain.class.getName(),
                        workspace.toString(),
                        id)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int kept = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (kept < 25) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                kept = Integer.parseInt(line);
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }

        String notes = words(center()).get(0).notes();

        assertThat(Integer.parseInt(notes)).isGreaterThanOrEqualTo(kept);
        assertThat(reported).isEmpty();
    }
}
