package org.bertrim.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.bertrim.app.common.Fonts;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Refresh;
import org.bertrim.app.settings.Settings;
import org.bertrim.app.settings.Settings.Bounds;
import org.bertrim.app.settings.SettingsFile;
import org.bertrim.engine.run.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * The window. Its frame is drawn first, then the place where the user was; runs and store are read behind it as soon as that is there.
 * Closing it lets go of everything and stops no run: runs are processes of their own.
 */
public final class Workbench extends Application {

    private static final Duration LOOK_AT_RUNS = Duration.ofMillis(500);
    private static final Duration LOOK_AT_MACHINE = Duration.ofSeconds(10);

    private final FxBackground background = FxBackground.held();
    private @Nullable Session session;
    private @Nullable Shell shell;
    private final List<Refresh> refreshes = new ArrayList<>();

    /** Made by the toolkit. */
    public Workbench() {}

    /** Opens the window and comes back when it has been closed. */
    public static void open(String... arguments) {
        Application.launch(Workbench.class, arguments);
    }

    @Override
    public void start(Stage stage) {
        Fonts.load();
        String workspace = getParameters().getNamed().get("workspace");
        open(
                stage,
                Workspace.resolve(workspace == null ? null : Path.of(workspace)),
                SettingsFile.ofUser(),
                file -> getHostServices().showDocument(file.toUri().toString()));
    }

    /** Opens the window on a stage. */
    void open(Stage stage, Path workspace, SettingsFile file, Consumer<Path> opener) {
        Session opened = new Session(workspace, background, file);
        session = opened;
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> opened.failures().report(failure));
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> opened.failures().report(failure));
        Scene scene = new Scene(new StackPane());
        Shell built = new Shell(
                opened,
                scene,
                opener,
                () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        shell = built;
        stage.setTitle(opened.texts().get("shell.title"));
        icons(stage);
        place(stage, opened.settings().get());
        stage.setScene(scene);
        stage.setOnCloseRequest(event -> {
            event.consume();
            if (built.mayClose()) {
                close(stage);
            }
        });
        Refresh looking = new Refresh(LOOK_AT_RUNS, opened.runs()::refresh);
        Refresh machine = new Refresh(LOOK_AT_MACHINE, opened::lookAtMachine);
        refreshes.addAll(List.of(looking, machine));
        Runnable next = () -> {
            background.begin();
            refreshes.forEach(Refresh::start);
        };
        new FirstWindow(scene, opened.failures()).open(built::begin, next, () -> close(stage));
        stage.show();
    }

    /** What the window works with. */
    Session session() {
        return Objects.requireNonNull(session);
    }

    /** What leads through the window. */
    Shell shell() {
        return Objects.requireNonNull(shell);
    }

    private void close(Stage stage) {
        remember(stage);
        refreshes.forEach(Refresh::stop);
        if (shell != null) {
            shell.dispose();
        }
        stage.hide();
        background.close();
        if (session != null) {
            session.close();
        }
    }

    private void remember(Stage stage) {
        Session kept = Objects.requireNonNull(session);
        boolean filled = stage.isMaximized() || stage.isFullScreen();
        kept.change(settings -> settings.withMaximized(filled));
        if (!filled && !stage.isIconified()) {
            kept.change(settings -> settings.withWindow(
                    new Bounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())));
        }
    }

    private static void place(Stage stage, Settings settings) {
        List<Bounds> screens = new ArrayList<>();
        screens.add(bounds(Screen.getPrimary()));
        Screen.getScreens().forEach(screen -> screens.add(bounds(screen)));
        Bounds bounds = WindowBounds.fit(settings.window(), screens);
        stage.setX(bounds.x());
        stage.setY(bounds.y());
        stage.setWidth(bounds.width());
        stage.setHeight(bounds.height());
        stage.setMinWidth(Math.min(WindowBounds.LEAST_WIDTH, bounds.width()));
        stage.setMinHeight(Math.min(WindowBounds.LEAST_HEIGHT, bounds.height()));
        stage.setMaximized(settings.maximized());
    }

    private static Bounds bounds(Screen screen) {
        Rectangle2D visual = screen.getVisualBounds();
        return new Bounds(visual.getMinX(), visual.getMinY(), visual.getWidth(), visual.getHeight());
    }

    private static void icons(Stage stage) {
        for (int size : new int[] {16, 32, 48, 128}) {
            stage.getIcons()
                    .add(new Image(Objects.requireNonNull(
                            Workbench.class.getResourceAsStream("/icons/bertrim-" + size + ".png"))));
        }
    }
}
