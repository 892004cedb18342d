package org.bertrim.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunGenerator;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.run.TinyWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ui")
class RunsPlaceTest {

    @TempDir
    Path workspace;

    private final FxBackground background = new FxBackground();
    private final List<String> visited = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();
    private RunCenter center;
    private RunsPlace place;
    private Stage stage;

    private void open(Locale language, Theme theme) {
        center = new RunCenter(workspace, background, reported::add, TinyWorker::start);
        stage = Screens.show(
                () -> {
                    place = new RunsPlace(
                            new AppContext(workspace, Texts.of(language), background, center, navigator(), reported::add),
                            center);
                    return (Parent) place.view();
                },
                1288,
                740,
                theme);
        Screens.await("the runs are there", () -> {
            center.refresh();
            return center.loaded().get() && center.unread().get() == 0;
        });
    }

    @AfterEach
    void close() {
        Screens.run(place::dispose);
        Screens.close(stage);
        center.close();
        background.close();
        assertThat(reported).isEmpty();
    }

    private Navigator navigator() {
        return new Navigator() {
            @Override
            public void open(PlaceId id) {
                visited.add(id.name());
            }

            @Override
            public void openRun(String runId) {
                visited.add(runId);
            }

            @Override
            public void openExperiment(JsonNode experiment) {
                visited.add(experiment.path("name").asText());
            }
        };
    }

    @SuppressWarnings("unchecked")
    private TableView<RunRow> table() {
        return (TableView<RunRow>) stage.getScene().lookup("#runs-table");
    }

    private List<String> actions() {
        return Screens.call(() -> place.actions().stream().map(Node::getId).toList());
    }

    @Test
    void aTableIsFilteredTaggedAndOpened() throws IOException {
        RunGenerator.write(workspace, 20, 8);
        open(Locale.ENGLISH, Theme.LIGHT);
        assertThat(table().getItems()).hasSize(20);
        assertThat(actions()).isEmpty();

        Screens.run(() -> ((TextField) stage.getScene().lookup(".runs-search")).setText("failed"));
        Screens.await("one is left", () -> table().getItems().size() == 1);
        Screens.run(() -> table().getSelectionModel().select(0));
        RunRow failed = table().getItems().get(0);
        assertThat(failed.info().status()).isEqualTo(RunStatus.FAILED);
        assertThat(actions())
                .containsExactly("runs-delete", "runs-folder", "runs-duplicate", "runs-retry", "runs-resume", "runs-open");

        Screens.run(() -> {
            TextField tag = (TextField) stage.getScene().lookup("#runs-details .text-field");
            tag.setText("memory");
            tag.fireEvent(new javafx.event.ActionEvent());
        });
        Screens.await("the tag is kept", () -> failed.info().words().tags().equals(List.of("memory")));
        assertThat(stage.getScene().lookup(".runs-tag")).isNotNull();
        Screens.run(() -> table().requestFocus());
        Screens.robot().type(KeyCode.ENTER);
        Screens.settle();
        assertThat(visited).containsExactly(failed.id());
    }

    @Test
    void theSelectionStaysWhenRunsChange() throws IOException {
        RunGenerator.write(workspace, 20, 8);
        open(Locale.ENGLISH, Theme.DARK);
        Screens.run(() -> table().getSelectionModel().selectIndices(3, 7));
        List<RunRow> chosen = Screens.call(() -> List.copyOf(table().getSelectionModel().getSelectedItems()));

        TinyWorker.create(workspace, "another", 1, 1); // comes first in the table
        Screens.await("it is there", () -> {
            center.refresh();
            return center.rows().size() == 21;
        });

        assertThat(Screens.call(() -> List.copyOf(table().getSelectionModel().getSelectedItems())))
                .containsExactlyInAnyOrderElementsOf(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void anEmptyPlaceOffersTheNextStep(String language) {
        open(Locale.forLanguageTag(language), Theme.LIGHT);

        Node design = Screens.call(() -> stage.getScene().getRoot().lookupAll(".runs-empty .button").iterator().next());
        Screens.run(() -> ((Button) design).fire());

        assertThat(visited).containsExactly("DESIGN");
    }

    @Test
    void everyControlHasANameForScreenReaders() throws IOException {
        RunGenerator.write(workspace, 4, 8);
        open(Locale.ENGLISH, Theme.LIGHT);
        Screens.run(() -> table().getSelectionModel().select(0));
        Screens.settle();

        List<String> nameless = Screens.call(() -> {
            List<String> found = new ArrayList<>();
            collect(stage.getScene().getRoot(), found);
            return found;
        });

        assertThat(nameless).isEmpty();
    }

    private static void collect(Node node, List<String> nameless) {
        boolean named = node.getAccessibleText() != null && !node.getAccessibleText().isEmpty();
        if (node instanceof Button button && !named && (button.getText() == null || button.getText().isEmpty())
                || node instanceof TextInputControl && !named
                || node instanceof TableView && !named) {
            nameless.add(node.toString());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, nameless));
        }
    }
}
