package org.bertrim.app.support;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.bertrim.app.common.Fonts;
import org.bertrim.app.common.Theme;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Windows without a display: the toolkit is started once for all tests of a JVM, views are shown in stages of a given size and
 * theme, conditions are waited for, and what is on the screen is written as a picture. Texts of a language come from
 * {@code Texts.of(locale)} as in the program.
 *
 * <pre>{@code
 * Stage stage = Screens.show(() -> new MyView(Texts.of(Locale.ENGLISH)), 1440, 900, Theme.LIGHT);
 * Screens.await("the table is filled", () -> table.getItems().size() == 3);
 * Screens.snapshot(stage, "my-view-light");          // target/screens/my-view-light.png
 * Screens.close(stage);
 * }</pre>
 */
public final class Screens {

    private static final Path PICTURES = Path.of("target", "screens");
    private static final int PATIENCE_SECONDS = 60; // never waited for when all is well

    private Screens() {}

    /** Starts the toolkit; only the first call does anything. */
    public static void start() {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new IllegalStateException("The toolkit did not start", e);
        }
        Platform.setImplicitExit(false);
        Fonts.load();
        WaitForAsyncUtils.clearExceptions();
    }

    /** Runs something on the thread that draws and waits for what it gives. */
    public static <T> T call(Callable<T> work) {
        start();
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), work);
    }

    /** Runs something on the thread that draws and waits for its end. */
    public static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Shows a view, made on the thread that draws, in a stage of this size and waits until it is laid out. */
    public static Stage show(Callable<? extends Parent> view, double width, double height, Theme theme) {
        Stage shown = call(() -> {
            Stage stage = new Stage();
            Scene scene = new Scene(view.call(), width, height);
            theme.apply(scene);
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
            return stage;
        });
        settle();
        return shown;
    }

    /** Waits until the thread that draws has done what it was asked to and two pictures have been drawn. */
    public static void settle() {
        WaitForAsyncUtils.waitForFxEvents(2);
    }

    /** Waits until something holds, asked on the thread that draws. */
    public static void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE_SECONDS, condition);
    }

    /** The same for something that takes longer, e.g. a training. */
    public static void await(String what, long seconds, BooleanSupplier condition) {
        start();
        try {
            WaitForAsyncUtils.waitFor(
                    seconds,
                    TimeUnit.SECONDS,
                    () -> WaitForAsyncUtils.waitForAsyncFx(
                            TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), condition::getAsBoolean));
        } catch (TimeoutException e) {
            throw new AssertionError("Waited in vain until " + what, e);
        }
    }

    /** A robot that clicks and types in the stages shown. Texts with braces are set through the control, not typed. */
    public static FxRobot robot() {
        start();
        return new FxRobot();
    }

    /** Closes a stage. */
    public static void close(Stage stage) {
        run(stage::close);
    }

    /** Writes what a stage shows to {@code target/screens/NAME.png}. */
    public static Path snapshot(Stage stage, String name) {
        settle();
        BufferedImage image = call(() -> {
            WritableImage picture = stage.getScene().snapshot(null);
            return SwingFXUtils.fromFXImage(picture, null);
        });
        try {
            Files.createDirectories(PICTURES);
            Path file = PICTURES.resolve(name + ".png");
            ImageIO.write(image, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The picture " + name + " could not be written", e);
        }
    }
}
