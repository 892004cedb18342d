package org.bertrim.app.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Refresh;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.run.TinyWorker;

/** Writes pictures of the Runs place with the runs of a workspace below target/screens. */
public final class RunsLook {

    private RunsLook() {}

    /** Arguments: workspace, name of the pictures, then any of {@code select}, {@code queue}, {@code ask}, {@code few}, {@code group}. */
    public static void main(String[] arguments) {
        Path workspace = Path.of(arguments[0]);
        if (List.of(arguments).contains("queue")) {
            TinyWorker.create(workspace, "DynaBERT on RTE", 900, 100).enqueue(1);
            TinyWorker.create(workspace, "DynaBERT on sample pairs", 900, 100).enqueue(2);
            TinyWorker.create(workspace, "Fine-tuned e5 on MRPC", 900, 100).enqueue(3);
        }
        for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            for (Theme theme : Theme.values()) {
                for (int width : new int[] {1440, 1024}) {
                    boolean wanted = language == Locale.ENGLISH || theme == Theme.LIGHT;
                    if (wanted && (!List.of(arguments).contains("few") || width == 1024)) {
                        picture(workspace, arguments[1], List.of(arguments), language, theme, width);
                    }
                }
            }
        }
        System.exit(0);
    }

    private static void picture(Path workspace, String name, List<String> arguments, Locale language, Theme theme, int width) {
        FxBackground background = new FxBackground();
        RunCenter center = new RunCenter(workspace, background, Throwable::printStackTrace, folder -> {
            Process worker = TinyWorker.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(worker::destroyForcibly));
            return worker;
        });
        RunsPlace[] place = new RunsPlace[1];
        long start = System.nanoTime();
        Stage stage = Screens.show(
                () -> {
                    AppContext context = new AppContext(
                            workspace, Texts.of(language), background, center, nowhere(), Throwable::printStackTrace);
                    place[0] = new RunsPlace(context, center);
                    return frame(place[0]);
                },
                width,
                width == 1440 ? 900 : 700,
                theme);
        Refresh refresh = Screens.call(() -> new Refresh(Duration.ofMillis(500), center::refresh));
        Screens.run(refresh::start);
        Screens.await("the runs are there", () -> center.loaded().get() && center.unread().get() == 0);
        System.out.printf("%s %s %d: table after %.0f ms%n", language, theme, width, (System.nanoTime() - start) / 1e6);
        if (center.waiting().get() > 0) {
            Screens.await("one works", () -> center.rows().stream()
                    .anyMatch(row -> row.info().progress() != null && row.info().status().isActive()));
        }
        if (arguments.contains("group")) {
            Screens.run(() -> {
                @SuppressWarnings("unchecked")
                ComboBox<Grouping> grouping = (ComboBox<Grouping>) place[0].view().lookup("#grouping");
                grouping.setValue(Grouping.EXPERIMENT);
                ((TableView<?>) place[0].view().lookup("#runs-groups")).getSelectionModel().select(0);
            });
        }
        if (arguments.contains("select")) {
            Screens.run(() -> {
                @SuppressWarnings("unchecked")
                TableView<RunRow> table = (TableView<RunRow>) place[0].view().lookup("#runs-table");
                table.getSelectionModel().select(4);
            });
            if (arguments.contains("ask")) {
                Screens.run(() -> place[0].actions().stream()
                        .filter(node -> "runs-delete".equals(node.getId()))
                        .forEach(node -> ((javafx.scene.control.Button) node).fire()));
            }
        }
        Screens.settle();
        Screens.snapshot(stage, name + "-" + language.getLanguage() + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width);
        Screens.run(() -> {
            refresh.stop();
            place[0].dispose();
            stage.close();
        });
        center.close();
    }

    /** Stands for the shell's frame, so that the view has the room that it will have. */
    private static Parent frame(RunsPlace place) {
        Label title = new Label();
        title.textProperty().bind(place.title());
        title.getStyleClass().add("bt-title");
        Label state = new Label();
        state.textProperty().bind(place.state());
        state.getStyleClass().addAll("bt-chip", "bt-active");
        state.visibleProperty().bind(state.textProperty().isNotEmpty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox actions = new HBox(10);
        javafx.beans.binding.Bindings.bindContent(actions.getChildren(), place.actions());
        HBox line = new HBox(12, title, state, gap, actions);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        VBox content = new VBox(14, line, place.view());
        VBox.setVgrow(place.view(), Priority.ALWAYS);
        content.setStyle("-fx-padding: 60 20 16 20;");
        HBox.setHgrow(content, Priority.ALWAYS);
        Region rail = new Region();
        rail.setMinWidth(76);
        return new HBox(rail, content);
    }

    private static Navigator nowhere() {
        return new Navigator() {
            @Override
            public void open(PlaceId place) {}

            @Override
            public void openRun(String runId) {}

            @Override
            public void openExperiment(com.fasterxml.jackson.databind.JsonNode experiment) {}
        };
    }
}
